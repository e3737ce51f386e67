"""The one door to a language model: `endpoint.Endpoint` asks, keeps every reply, counts tokens and money.

Only `bot.llm.endpoint` and `bot.llm.failures` import the SDK, and only when a question is asked. Nothing here
knows an article or a claim.
"""
