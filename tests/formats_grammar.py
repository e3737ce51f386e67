"""The grammars that published formats are tested against, in our own words, strict: what is not named is refused.

Each was written from the document that it names. Where the published schema itself is at hand, `FACTCHECK_SARIF_SCHEMA`
names the file, and `test_formats.py` validates against it as well.
"""

import re
from xml.etree import ElementTree as ET


def _object(required, optional=None):
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(required),
        "properties": {**required, **(optional or {})},
    }


def _list(items, **more):
    return {"type": "array", "items": items, **more}


_TEXT = {"type": "string", "minLength": 1}
_COUNT = {"type": "integer", "minimum": 1}
_MESSAGE = _object({"text": _TEXT}, {"markdown": _TEXT})
_LEVEL = {"enum": ["none", "note", "warning", "error"]}
# An RFC 3986 relative reference: no scheme, no host, no character that must be escaped.
_URI = {"type": "string", "pattern": r"^(?!/)(?:[A-Za-z0-9._~!$&'()*+,;=@/-]|%[0-9A-F]{2})+$"}
_FILE = _object({"uri": _URI}, {"uriBaseId": _TEXT})
_REGION = _object({"startLine": _COUNT, "startColumn": _COUNT, "endLine": _COUNT, "endColumn": _COUNT})
_RULE = _object(
    {"id": _TEXT},
    {
        "name": {"type": "string", "pattern": "^[A-Za-z]+$"},
        "shortDescription": _MESSAGE,
        "fullDescription": _MESSAGE,
        "help": _MESSAGE,
        "defaultConfiguration": _object({"level": _LEVEL}),
    },
)
_FIX = _object(
    {
        "artifactChanges": _list(
            _object(
                {
                    "artifactLocation": _FILE,
                    "replacements": _list(
                        _object({"deletedRegion": _REGION}, {"insertedContent": _object({"text": {"type": "string"}})}),
                        minItems=1,
                    ),
                }
            ),
            minItems=1,
        )
    },
    {"description": _MESSAGE},
)
_RESULT = _object(
    {"message": _MESSAGE, "ruleId": _TEXT, "level": _LEVEL},
    {
        "ruleIndex": {"type": "integer", "minimum": 0},
        "locations": _list(_object({"physicalLocation": _object({"artifactLocation": _FILE, "region": _REGION})})),
        "partialFingerprints": {"type": "object", "additionalProperties": _TEXT, "minProperties": 1},
        "fixes": _list(_FIX, minItems=1),
    },
)
# SARIF 2.1.0 (OASIS), sections 3.13 to 3.57, as far as we use it.
SARIF = _object(
    {
        "$schema": _TEXT,
        "version": {"const": "2.1.0"},
        "runs": _list(
            _object(
                {
                    "tool": _object({"driver": _object({"name": _TEXT}, {"version": _TEXT, "rules": _list(_RULE)})}),
                    "results": _list(_RESULT),
                },
                {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "originalUriBaseIds": {"type": "object", "additionalProperties": {"type": "object"}},
                    "invocations": _list(_object({"executionSuccessful": {"type": "boolean"}})),
                },
            )
        ),
    }
)

# GitLab's documentation, "Code Quality report format".
GITLAB = _list(
    _object(
        {
            "description": _TEXT,
            "check_name": _TEXT,
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]+$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": _object(
                {
                    "path": {"type": "string", "pattern": r"^(?!\./)"},
                    "lines": _object({"begin": _COUNT}, {"end": _COUNT}),
                }
            ),
        }
    )
)

# GitHub's documentation, "Workflow commands": one line; properties with % : , CR LF escaped, data with % CR LF.
_PROPERTY = r"(?:file|line|endLine|col|endColumn|title)=(?:[^%\r\n:,]|%25|%0A|%0D|%3A|%2C)+"
GITHUB_COMMAND = re.compile(rf"::(?:error|warning|notice) {_PROPERTY}(?:,{_PROPERTY})*::(?:[^%\r\n]|%25|%0A|%0D)+")

# The elements of JUnit's XML as Jenkins, GitLab and GitHub's actions read it: attributes (True: needed) and children.
_JUNIT = {
    "testsuites": (
        {"name": False, "tests": False, "failures": False, "errors": False, "skipped": False},
        {"testsuite"},
    ),
    "testsuite": (
        {"name": True, "tests": True, "failures": True, "errors": True, "skipped": False, "time": False},
        {"testcase"},
    ),
    "testcase": ({"name": True, "classname": True, "time": False}, {"failure", "skipped", "system-out"}),
    "failure": ({"message": False, "type": True}, set()),
    "skipped": ({"message": False}, set()),
    "system-out": ({}, set()),
}


def check_junit(text):
    """Parse JUnit XML and hold elements, attributes, children and counts to the grammar."""
    root = ET.fromstring(text)
    assert root.tag == "testsuites"
    for element in root.iter():
        attributes, children = _JUNIT[element.tag]
        assert set(element.attrib) <= set(attributes)
        assert {name for name, needed in attributes.items() if needed} <= set(element.attrib)
        assert {child.tag for child in element} <= children
    for suite in root:
        assert int(suite.get("tests")) == len(suite)
        assert int(suite.get("failures")) == len(suite.findall("testcase/failure"))
        assert int(suite.get("skipped")) == len(suite.findall("testcase/skipped"))
    return root
