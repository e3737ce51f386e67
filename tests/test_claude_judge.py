"""The judge that reads: quotes that stand, labels that follow from them, and claims that do not harm each other."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from messages_api import MessagesAPI, message
from model_minds import careful, opinion, opinions, read
from model_tools import Opinions, Shelf, a_claim, judged, passage, source

from bot.judges.claude import ClaudeJudge
from bot.judges.claude_opinion import settle
from bot.judges.claude_request import batches
from bot.judges.judge import Judge, Task
from bot.judges.second_look import open_questions
from bot.records import Evidence, Kind, Label, Opinion, Reason, Span, Stance, Tier

CLAIM = a_claim("The CDC counted 100,000 deaths in 2022.")
TEXT = "In 2022, the CDC said, “107,941 people died” of overdoses.\nIt was the highest number so far."
QUOTE = "107,941 people died"
TASK = Task(CLAIM, (passage(TEXT),))


def says(*items, **more):
    return lambda request: message(opinions(*items), **more)


def one(mind, task=TASK, **more):
    with MessagesAPI(mind) as api:
        (found,) = judged(api, [task], **more)
        assert api.rejected == []
    return found


def test_it_is_a_judge():
    """The pipeline needs to know no more of it than that."""
    judge: Judge = ClaudeJudge.__new__(ClaudeJudge)
    assert judge.name == "claude"


def test_evidence_is_the_passage_s_own_words_at_its_own_place():
    """A quote with plain quotation marks finds the passage's typographic ones; what is kept is the passage's slice."""
    quote = 'the CDC  said, "107,941 people died"'
    found = one(says(opinion(1, "refuted", ("P1", "refutes", quote))))
    (evidence,) = found.evidence
    assert evidence.quote == "the CDC said, “107,941 people died”"
    assert TEXT[evidence.start - 100 : evidence.end - 100] == evidence.quote
    assert (found.label, found.model, found.prompt[0]) == (Label.REFUTED, "claude-sonnet-5-5", "judge")
    assert found.cost_usd > 0
    assert found.confidence == 0.9


def test_an_invented_quote_is_asked_about_once_more():
    """The second request shows the passage and says what was wrong, in words that are ours."""
    replies = [
        opinions(opinion(1, "supported", ("P1", "supports", "exactly 100,000 people SECRETLY died"))),
        opinions(opinion(1, "supported", ("P1", "supports", QUOTE))),
    ]
    with MessagesAPI(careful, map(message, replies)) as api:
        (found,) = judged(api, [TASK])
        assert found.label is Label.SUPPORTED
        assert len(api.requests) == 2
        again = api.requests[1]["messages"][0]["content"]
    assert TEXT in again
    assert "C1: a quote is not in the passage that it names" in again
    assert "SECRETLY" not in again


VOID = [
    ("P1", "exactly 100,000 people died"),
    ("P1", "107,941 people … of overdoses"),
    ("P1", "107,942 people died"),
    ("P1", "died"),
    ("P1", ""),
    ("P1", "“”"),
    ("P2", QUOTE),
    ("P0", QUOTE),
    ("", QUOTE),
    ("P99999999", QUOTE),
]


@pytest.mark.parametrize(("place", "quote"), VOID)
@pytest.mark.parametrize("label", ["supported", "refuted", "imprecise", "conflicting"])
def test_a_quote_that_is_not_there_twice_voids_the_opinion(place, quote, label):
    """No quote that differs, is cut together, or names another passage becomes evidence: unchecked, ungrounded."""
    found = one(says(opinion(1, label, ("P1", "supports", QUOTE), (place, "supports", quote))))
    assert (found.label, found.reason, found.evidence) == (Label.UNCHECKED, Reason.UNGROUNDED, ())


def test_doubt_needs_no_second_question():
    """Where the label rests on no quote, a wrong one is dropped and the doubt stands."""
    with MessagesAPI(says(opinion(1, "not_enough_evidence", ("P1", "supports", "nowhere to be found")))) as api:
        (found,) = judged(api, [TASK])
        assert len(api.requests) == 1
    assert (found.label, found.reason, found.evidence) == (Label.NOT_ENOUGH_EVIDENCE, Reason.SILENT, ())


def test_a_claim_without_passages_is_not_asked_about():
    """There is nothing to read, so nothing is paid."""
    with MessagesAPI(careful) as api:
        found = judged(api, [Task(CLAIM, ())])
        assert api.requests == []
    assert [(each.label, each.reason) for each in found] == [(Label.NOT_ENOUGH_EVIDENCE, Reason.SILENT)]


def many(count, start=0):
    claims = [a_claim(f"Body {n} counted {n}00 cases.", start=n * 40) for n in range(start, start + count)]
    return [
        Task(c, (passage(f"Body {n} counted {n}00 cases, it said.", f"s{n}"),)) for n, c in enumerate(claims, start)
    ]


def test_several_claims_go_in_one_question():
    """Twelve claims make one question, thirteen two of about equal length."""
    assert [len(batch) for batch in batches(many(12))] == [12]
    assert [len(batch) for batch in batches(many(13))] == [7, 6]
    assert list(batches([])) == []


def test_shared_passages_are_shown_once():
    """Claims that look at the same passage share its number."""
    shared = passage(TEXT)
    with MessagesAPI(careful) as api:
        judged(api, [Task(CLAIM, (shared,)), Task(a_claim("It rose in 2022.", 50), (shared,))])
        asked = read(api.requests[0])
    assert len(asked.passages) == 1
    assert [each["look at"] for each in asked.claims.values()] == ["P1", "P1"]


def test_a_passage_says_who_when_and_how_close():
    """Publisher, title, date and tier stand with the passage; the claim with its words, sentence, kind and speaker."""
    claim = replace(CLAIM, speaker="Wang", kind=Kind.QUOTE, timeframe="2022", quote="counted 100,000")
    told = passage(TEXT, publisher="CDC", published=date(2023, 5, 1), tier=Tier.SECONDARY, title="Counts")
    with MessagesAPI(careful) as api:
        judged(api, [Task(claim, (told,))])
        text = api.requests[0]["messages"][0]["content"]
    assert "CDC | Counts | 2023-05-01 | secondary" in text
    assert read(api.requests[0]).claims[1] == {
        "statement": CLAIM.text,
        "words": "counted 100,000",
        "kind": "quote",
        "speaker": "Wang",
        "time": "2022",
        "look at": "P1",
    }


BROKEN = {
    "missing": lambda items: items[1:],
    "all missing": lambda items: [],
    "wrong id": lambda items: [items[0] | {"claim": "C77"}, *items[1:]],
    "no id": lambda items: [{k: v for k, v in items[0].items() if k != "claim"}, *items[1:]],
    "stated twice, differently": lambda items: [*items, items[0] | {"label": "refuted"}],
    "unknown label": lambda items: [items[0] | {"label": "mostly true"}, *items[1:]],
    "a label that is ours to give": lambda items: [items[0] | {"label": "unchecked"}, *items[1:]],
    "label of another type": lambda items: [items[0] | {"label": ["supported"]}, *items[1:]],
    "points of another type": lambda items: [items[0] | {"points": "P1"}, *items[1:]],
    "a point of another type": lambda items: [items[0] | {"points": [{"quote": 5, "stance": "supports"}]}, *items[1:]],
}


@pytest.mark.parametrize("broken", BROKEN)
def test_what_is_wrong_with_one_claim_touches_no_other(broken):
    """The others' opinions stand, in their order; the broken one is asked about again, alone."""
    tasks = many(3)
    first = json.loads(careful_text(tasks))["opinions"]
    reply = message(json.dumps({"opinions": BROKEN[broken](first)}))
    with MessagesAPI(careful, [reply]) as api:
        found = judged(api, tasks)
        again = [read(request).claims for request in api.requests[1:]]
    assert [each.label for each in found] in (
        [Label.SUPPORTED] * 3,
        [Label.NOT_ENOUGH_EVIDENCE, *[Label.SUPPORTED] * 2],
    )
    assert [each.evidence[0].snapshot_sha256 for each in found[1:]] == ["s1", "s2"]
    assert not again or any(claims[1]["statement"] == tasks[0].claim.text for claims in again)
    assert sum(map(len, again)) == (3 if broken == "all missing" else len(again))


@pytest.mark.parametrize("broken", [name for name in BROKEN if "points" not in name and "point " not in name])
def test_what_stays_wrong_is_unreadable(broken):
    """After one more question the claim is unchecked, with its reason."""
    tasks = many(1)
    first = json.loads(careful_text(tasks))["opinions"]
    found = one(lambda request: json.dumps({"opinions": BROKEN[broken](first)}), tasks[0])
    assert (found.label, found.reason) == (Label.UNCHECKED, Reason.UNREADABLE_REPLY)
    assert found.cost_usd > 0


def careful_text(tasks):
    with MessagesAPI(careful) as api:
        judged(api, tasks)
        return careful(api.requests[0])


def test_extra_and_repeated_answers_do_no_harm():
    """A claim that nobody asked about is left out, and the same answer twice is one."""
    supports = opinion(1, "supported", ("P1", "supports", QUOTE))
    found = one(says(supports, supports, opinion(2, "refuted"), opinion(0, "refuted")))
    assert (found.label, len(found.evidence)) == (Label.SUPPORTED, 1)


def test_a_cut_answer_is_used_as_far_as_it_goes():
    """What is complete counts, and only the rest is asked about again."""
    tasks = many(4)
    text = careful_text(tasks)
    with MessagesAPI(careful, [message(text[: len(text) * 2 // 3], stop="max_tokens")]) as api:
        found = judged(api, tasks)
        assert [each.label for each in found] == [Label.SUPPORTED] * 4
        assert [len(read(request).claims) for request in api.requests] == [4, 2]


def test_a_refusal_is_narrowed_down():
    """One claim that the model will not touch leaves the others judged."""

    def shy(request):
        from messages_api import refusal

        return refusal() if "Body 2" in request["messages"][0]["content"] else careful(request)

    with MessagesAPI(shy) as api:
        found = judged(api, many(4))
    assert [each.reason for each in found] == [None, None, Reason.MODEL_REFUSED, None]


def test_too_large_a_request_is_halved():
    """What does not pass at once passes in halves."""

    def small(request):
        from messages_api import error

        too_many = len(read(request).claims) > 2
        return error(413, "request_too_large", "too large") if too_many else careful(request)

    with MessagesAPI(small) as api:
        assert [each.label for each in judged(api, many(4))] == [Label.SUPPORTED] * 4


def evidence(stance, tier=Tier.PRIMARY, snapshot="s1"):
    return Evidence(snapshot, 0, 3, "abc", stance, source(tier=tier))


UP, DOWN, BUT = Stance.SUPPORTS, Stance.REFUTES, Stance.QUALIFIES
SILENT, OPEN = (Label.NOT_ENOUGH_EVIDENCE, Reason.SILENT), (Label.NOT_ENOUGH_EVIDENCE, Reason.INCONCLUSIVE)


@pytest.mark.parametrize(
    ("label", "found", "settled"),
    [
        (Label.SUPPORTED, [evidence(UP)], (Label.SUPPORTED, None)),
        (Label.SUPPORTED, [], SILENT),
        (Label.SUPPORTED, [evidence(UP, Tier.DISCOVERY)], OPEN),
        (Label.SUPPORTED, [evidence(DOWN)], OPEN),
        (Label.SUPPORTED, [evidence(UP), evidence(DOWN, snapshot="s2")], (Label.CONFLICTING, None)),
        (Label.SUPPORTED, [evidence(UP), evidence(DOWN, Tier.SECONDARY, "s2")], (Label.SUPPORTED, None)),
        (Label.SUPPORTED, [evidence(UP, Tier.SECONDARY), evidence(DOWN, snapshot="s2")], (Label.CONFLICTING, None)),
        (Label.REFUTED, [evidence(UP), evidence(DOWN, Tier.SECONDARY, "s2")], (Label.CONFLICTING, None)),
        (Label.REFUTED, [evidence(DOWN, Tier.SECONDARY)], (Label.REFUTED, None)),
        (Label.REFUTED, [evidence(UP)], OPEN),
        (Label.REFUTED, [evidence(DOWN, Tier.DISCOVERY)], OPEN),
        (Label.IMPRECISE, [evidence(BUT)], (Label.IMPRECISE, None)),
        (Label.IMPRECISE, [], SILENT),
        (Label.CONFLICTING, [evidence(UP), evidence(DOWN)], (Label.CONFLICTING, None)),
        (Label.CONFLICTING, [evidence(UP), evidence(DOWN, Tier.DISCOVERY)], OPEN),
        (Label.NOT_ENOUGH_EVIDENCE, [evidence(UP)], OPEN),
        (Label.NOT_ENOUGH_EVIDENCE, [], SILENT),
    ],
)
def test_the_label_follows_from_the_evidence(label, found, settled):
    """A label is at most as strong as what was found for it; discovery sources carry none."""
    assert settle(label, found) == settled


def test_an_explanation_fits_its_label():
    """Where code lowers the label, the model's sentence is not shown: it argues for another one."""
    weak = Task(CLAIM, (passage(TEXT, tier=Tier.DISCOVERY),))
    found = one(says(opinion(1, "supported", ("P1", "supports", QUOTE), explanation="Proved beyond doubt.")), weak)
    assert found.label is Label.NOT_ENOUGH_EVIDENCE
    assert "Proved" not in found.explanation
    assert QUOTE in found.explanation


def test_an_explanation_names_publishers_and_not_our_numbers():
    """An editor knows no P1."""
    said = opinion(1, "refuted", ("P1", "refutes", QUOTE), explanation="Passage P1 says 107,941, not less.")
    assert one(says(said)).explanation == "CDC says 107,941, not less."


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("The CDC says that “107,941 people died”.", True),
        ("The claim's 100,000 is lower than the 107,941 of 2022.", True),
        ("The CDC calls it a “record” year.", True),
        ('The CDC said: "deaths have never been so many".', False),
        ("The CDC said that “107,941 people have died” of it.", False),
        ("The CDC counted 107,491.", False),
        ("It is off by 7,941.", False),
        ("P9 says so.", False),
    ],
)
def test_an_explanation_invents_no_words_and_no_figures(told, shown):
    """A quotation or a figure that stands in no passage is not shown, though the evidence beside it is sound."""
    found = one(says(opinion(1, "refuted", ("P1", "refutes", QUOTE), explanation=told)))
    assert found.label is Label.REFUTED
    assert found.explanation == (told if shown else f"CDC: “{QUOTE}”")


EDITS = [
    ("100,000", "107,941", (16, 23, "107,941")),
    ("counted 100,000 deaths", "counted 107,941 deaths", (16, 23, "107,941")),
    ("counted 100,000", "registered 107,941", (8, 23, "registered 107,941")),
    ("100,000", "108,000", None),
    ("The CDC", "The Bureau", None),
    ("100,000", "107,941 (see https://evil.example)", None),
    ("100,001", "107,941", None),
    ("100,000", "100,000", None),
    ("", "107,941", None),
    ("100,000", "", None),
    ("e", "107,941", None),
]


@pytest.mark.parametrize(("find", "replace_by", "expected"), EDITS)
def test_an_edit_is_minimal_and_grounded(find, replace_by, expected):
    """An edit changes the fewest words of the claim; figures and names that stand in no evidence are not offered."""
    said = opinion(1, "refuted", ("P1", "refutes", QUOTE), find=find, replace=replace_by)
    edit = one(says(said)).suggestion
    assert (edit and (edit.start, edit.end, edit.replacement)) == expected


def test_a_supported_claim_is_not_edited():
    """An edit comes with a refuted or imprecise claim, or not at all."""
    said = opinion(1, "supported", ("P1", "supports", QUOTE), find="100,000", replace="107,941")
    assert one(says(said)).suggestion is None


def test_searches_are_words_and_never_addresses():
    """What the model proposes to search for steers no fetch."""
    wild = ["http://169.254.169.254/latest", "overdose deaths file:///etc/passwd 2022", "x" * 500, 7]
    said = opinion(1, "not_enough_evidence", missing="A count.", queries=wild)
    found = one(says(said))
    assert found.queries == ("overdose deaths 2022",)
    assert found.missing == "A count."


def test_a_claim_is_judged_again_only_when_it_changed():
    """A second run asks nothing; one changed claim is asked about alone; an edit moves with its claim."""
    kept = Opinions()
    tasks = many(5)
    with MessagesAPI(careful) as api:
        first = judged(api, tasks, kept)
        assert judged(api, tasks, kept) == first
        assert len(api.requests) == 1
        changed = Task(replace(tasks[2].claim, text="Body 2 counted 999 cases."), tasks[2].passages)
        found = judged(api, [*tasks[:2], changed, *tasks[3:]], kept)
        assert [found[n] == first[n] for n in range(5)] == [True, True, False, True, True]
        assert len(read(api.requests[1]).claims) == 1


def test_a_kept_edit_moves_with_its_claim():
    """The same claim further down in a new version has its edit further down."""
    kept = Opinions()
    mind = says(opinion(1, "refuted", ("P1", "refutes", QUOTE), find="100,000", replace="107,941"))
    with MessagesAPI(mind) as api:
        (first,) = judged(api, [TASK], kept)
        moved = Task(replace(CLAIM, start=CLAIM.start + 30, end=CLAIM.end + 30), TASK.passages)
        (second,) = judged(api, [moved], kept)
        assert len(api.requests) == 1
    assert (first.suggestion.start, second.suggestion.start) == (16, 46)


def test_what_failed_on_the_way_is_tried_again():
    """A dead network leaves nothing behind that a later run would take for an answer."""
    kept = Opinions()
    with MessagesAPI(careful) as api:
        down = judged(api, many(2), kept, base_url="http://127.0.0.1:9")
        assert [each.reason for each in down] == [Reason.UNREACHABLE] * 2
        assert [each.label for each in judged(api, many(2), kept)] == [Label.SUPPORTED] * 2


def test_a_larger_model_is_asked_where_the_first_is_unsure():
    """Low confidence, and answers that could not be used, go to the escalation model, and only those."""

    def mind(request):
        asked = read(request)
        if request["model"] == "claude-opus-5-5":
            return careful(request)
        made = json.loads(careful(request))["opinions"]
        for item, stated in zip(made, asked.claims.values(), strict=True):
            item["confidence"] = "low" if "Body 1" in stated["statement"] else "high"
        return opinions(*[each for each in made if "Body 2" not in asked.claims[int(each["claim"][1:])]["statement"]])

    with MessagesAPI(mind) as api:
        found = judged(api, many(4), escalation_model="claude-opus-5-5")
        by_model = [(request["model"], len(read(request).claims)) for request in api.requests]
    assert [each.label for each in found] == [Label.SUPPORTED] * 4
    assert [each.model[7:11] for each in found] == ["sonn", "opus", "opus", "sonn"]
    assert by_model == [("claude-sonnet-5-5", 4), ("claude-sonnet-5-5", 1), ("claude-opus-5-5", 2)]
    assert found[1].cost_usd > found[0].cost_usd


def test_a_failing_larger_model_takes_nothing_away():
    """Where the second opinion fails, the first stands."""

    def mind(request):
        made = json.loads(careful(request))["opinions"]
        return opinions(*[each | {"confidence": "low"} for each in made])

    with MessagesAPI(mind) as api:
        (found,) = judged(api, many(1), escalation_model="claude-retired-1")
    assert (found.label, found.confidence) == (Label.SUPPORTED, 0.3)


def test_effort_is_passed_on():
    """How hard to think is the service's own setting."""
    with MessagesAPI(careful) as api:
        judged(api, [TASK], effort="low")
        assert api.requests[0]["output_config"]["effort"] == "low"
        judged(api, [TASK])
        assert "effort" not in api.requests[1]["output_config"]


def test_batches_run_side_by_side():
    """Thirty claims with a model of a quarter second take about a quarter second, not three."""
    import time

    with MessagesAPI(careful, delay=0.25) as api:
        judged(api, many(1, start=90))
        began = time.monotonic()
        judged(api, many(30))
        assert len(api.requests) == 4
        assert time.monotonic() - began < 0.6


def test_a_second_look_is_for_open_claims_worth_checking():
    """What is missing becomes the next search, where the claim is worth it and the sources did not settle it."""
    open_ = Opinion(
        "claude", Label.NOT_ENOUGH_EVIDENCE, "", Reason.SILENT, missing="The count.", queries=("count 2022",)
    )
    tasks = [Task(replace(CLAIM, checkworthiness=worth), ()) for worth in (0.9, 0.9, 0.1, 0.9, 0.9)]
    settled = Opinion("claude", Label.SUPPORTED, "")
    said = [open_, settled, open_, replace(open_, queries=()), replace(open_, queries=(), missing=None)]
    assert open_questions(tasks, said) == {0: ("count 2022",), 3: ("The count.",)}


def test_spans_of_edits_lie_in_the_claim():
    """An edit never leaves the words that the claim stands on."""
    said = opinion(1, "refuted", ("P1", "refutes", QUOTE), find="100,000", replace="107,941")
    edit = one(says(said)).suggestion
    assert Span(CLAIM.start, CLAIM.end).contains(Span(edit.start, edit.end))


def test_replays_offline():
    """With the replies in the store, an offline run judges as before."""
    shelf = Shelf()
    with MessagesAPI(careful) as api:
        first = judged(api, many(2), shelf=shelf)
        assert judged(api, many(2), shelf=shelf, offline=True) == first
        assert len(api.requests) == 1


def test_words_may_be_spelt_as_a_model_spells_them():
    """A server that ignores the schema brings other spellings of labels, stances and numbers; they are understood."""
    loose = opinion(1, "Supported", ("Passage 1", "Support", QUOTE), confidence="HIGH") | {"claim": "Claim C1"}
    found = one(says(loose))
    assert (found.label, found.confidence, len(found.evidence)) == (Label.SUPPORTED, 0.9, 1)
    open_one = one(says(opinion(1, "Not enough evidence")))
    assert (open_one.label, open_one.reason) == (Label.NOT_ENOUGH_EVIDENCE, Reason.SILENT)


def test_the_fullest_answer_counts():
    """An empty form before the answer, in the same reply, is not the answer."""
    form = '{"opinions": []}'
    whole = opinions(opinion(1, "supported", ("P1", "supports", QUOTE)))
    assert one(lambda _: f"The form is {form}. Filled in: {whole}").label is Label.SUPPORTED


def test_the_order_of_passages_is_no_reason_to_pay_again():
    """An opinion is kept for a set of passages: a rank that moved among them changes nothing."""
    one_way = (passage(TEXT), passage("It rained.", "s2"))
    kept, mind = Opinions(), says(opinion(1, "not_enough_evidence"))
    with MessagesAPI(mind) as api:
        for passages in (one_way, one_way[::-1]):
            judged(api, [Task(CLAIM, passages)], kept)
        assert len(api.requests) == 1


def test_where_money_ends_the_claims_that_matter_most_are_judged():
    """Of two questions of which one can be paid, the one about the claims of more weight is asked."""
    tasks = [
        Task(
            a_claim(f"Town {n} counted {n}00 cases.", n * 100, checkworthiness=0.2 if n < 12 else 0.9), (passage(TEXT),)
        )
        for n in range(24)
    ]
    with MessagesAPI(careful) as api:
        found = judged(api, tasks, max_cost=0.045)
        assert len(api.requests) == 1
    assert {each.reason for each in found[:12]} == {Reason.BUDGET}
    assert Reason.BUDGET not in {each.reason for each in found[12:]}
