# ruff: noqa: E501 (a page to a line reads best)
"""Pages with the errors of the Cite extension, and near misses without, one fault or more to a page.

The texts say nothing about what is due: MediaWiki does.
"""

from __future__ import annotations

PAGES: dict[str, str] = {
    # nothing wrong
    "plain": "One.<ref>A</ref> Two.<ref name=a>B</ref> Three.<ref name=a />\n<references />",
    "group listed": "One.<ref group=n>A</ref>\n<references group=n />",
    "list-defined": "One.<ref name=a />\n<references><ref name=a>A</ref></references>",
    "list-defined in a group": "One.<ref name=a group=n />\n<references group=n><ref name=a>A</ref></references>",
    "name with an entity": 'One.<ref name="a &amp; b">A</ref> Two.<ref name="a & b" />\n<references />',
    "name with two spaces": 'One.<ref name="a  b">A</ref> Two.<ref name="a b" />\n<references />',
    "name with an underscore": 'One.<ref name="a_b">A</ref> Two.<ref name="a b" />\n<references />',
    "name with blanks around": 'One.<ref name=" a ">A</ref> Two.<ref name="a" />\n<references />',
    "use before the definition": "One.<ref name=a /> Two.<ref name=a>A</ref>\n<references />",
    "follow": "One.<ref name=a>A</ref> Two.<ref follow=a>B</ref>\n<references />",
    "direction": "One.<ref dir=rtl>A</ref>\n<references />",
    "same text twice": "One.<ref name=a>A</ref> Two.<ref name=a>A</ref>\n<references />",
    "number in quotes and letters": 'One.<ref name="1a">A</ref> Two.<ref name="ref 1">B</ref>\n<references />',
    "names that differ in capitals, both defined": "One.<ref name=a>A</ref> Two.<ref name=A>B</ref>\n<references />",
    "tag inside nowiki": "One <nowiki><ref /></nowiki>.<ref>A</ref>\n<references />",
    "tag inside a comment": "One <!-- <ref name=x /> -->.<ref>A</ref>\n<references />",
    "automatic list": "One.<ref>A</ref>",
    "capitals": "One.<REF NAME=a>A</REF> Two.<Ref Name=a />\n<References />",
    "definition split by a comment": "One.<ref name=a><!-- why -->A</ref> Two.<ref name=a />\n<references />",
    "responsive": "One.<ref>A</ref>\n<references responsive />",
    "group before name": "One.<ref group=n name=a>A</ref>\n<references group=n />",
    "name in a word of letters": "One.<ref name=Müller>A</ref> Two.<ref name=Müller />\n<references />",
    "name with a hash": "One.<ref name=a#b>A</ref> Two.<ref name=a#b />\n<references />",
    "name with a slash": "One.<ref name=a/b>A</ref> Two.<ref name=a/b />\n<references />",
    "quotes of the other kind": "One.<ref name='a \"b\"'>A</ref> Two.<ref name='a \"b\"' />\n<references />",
    "same name in two groups": "One.<ref name=a>A</ref> Two.<ref name=a group=n>B</ref>\n<references /><references group=n />",
    "two lists": "One.<ref>A</ref>\n<references />\nTwo.<ref>B</ref>\n<references />",
    "text that differs by a space": "One.<ref name=a>A B</ref> Two.<ref name=a> A B </ref>\n<references />",
    # ref_no_input
    "no content": "One.<ref></ref>\n<references />",
    "blank content": "One.<ref> </ref>\n<references />",
    "no content, self-closed": "One.<ref />\n<references />",
    "only a comment": "One.<ref><!-- later --></ref>\n<references />",
    "group and no content": "One.<ref group=n></ref> Two.<ref group=n>A</ref>\n<references group=n />",
    "an empty note among others": "One.<ref>A</ref> Two.<ref>\n</ref> Three.<ref>B</ref>\n<references />",
    # ref_no_key
    "empty name, no content": 'One.<ref name="" />\n<references />',
    "empty name, content": 'One.<ref name="">A</ref>\n<references />',
    "name without a value": "One.<ref name=>A</ref>\n<references />",
    "name without a value, no content": "One.<ref name= />\n<references />",
    # ref_numeric_key
    "number": "One.<ref name=1>A</ref>\n<references />",
    "number in quotes": 'One.<ref name="12">A</ref>\n<references />',
    "use of a number": "One.<ref name=7 />\n<references />",
    "number with a leading zero": 'One.<ref name="007">A</ref>\n<references />',
    "negative number": 'One.<ref name="-3">A</ref>\n<references />',
    "number with a fraction": 'One.<ref name="1.5">A</ref>\n<references />',
    "number with blanks": 'One.<ref name=" 5 ">A</ref>\n<references />',
    "number of other digits": "One.<ref name=१२>A</ref>\n<references />",
    "number to be followed": "One.<ref name=a>A</ref> Two.<ref follow=1>B</ref>\n<references />",
    # ref_too_many_keys
    "unknown attribute": "One.<ref title=a>A</ref>\n<references />",
    "a word after a quoted name": 'One.<ref name="a" b>A</ref>\n<references />',
    "a stray mark after a name": 'One.<ref name=a "> A</ref>\n<references />',
    "two names": "One.<ref name=a name=b>A</ref> Two.<ref name=b />\n<references />",
    "misspelt name": "One.<ref nmae=a>A</ref>\n<references />",
    "name without quotes": "One.<ref name=Kahn 1990>A</ref>\n<references />",
    "name with one quote": 'One.<ref name="Kahn>A</ref>\n<references />',
    "name with one quote at the end": 'One.<ref name=Kahn">A</ref>\n<references />',
    "curly quotes": "One.<ref name=“Kahn”>A</ref>\n<references />",
    "curly quotes and a blank": "One.<ref name=“Kahn 1990”>A</ref>\n<references />",
    "value without a name": "One.<ref Kahn>A</ref>\n<references />",
    "name and follow": "One.<ref name=a>A</ref> Two.<ref name=b follow=a>B</ref>\n<references />",
    "group without quotes": "One.<ref group=my notes>A</ref>\n<references />",
    # ref_invalid_dir
    "bad direction": "One.<ref dir=up>A</ref>\n<references />",
    "bad direction of a named one": "One.<ref name=a dir=RL>A</ref> Two.<ref name=a />\n<references />",
    # ref_conflicting_dir
    "two directions": "One.<ref name=a dir=rtl>A</ref> Two.<ref name=a dir=ltr />\n<references />",
    "two directions, written out second": "One.<ref name=a dir=ltr /> Two.<ref name=a dir=rtl>A</ref>\n<references />",
    "one direction, given twice": "One.<ref name=a dir=rtl>A</ref> Two.<ref name=a dir=RTL />\n<references />",
    "two directions of two names": "One.<ref name=a dir=rtl>A</ref> Two.<ref name=b dir=ltr>B</ref>\n<references />",
    # references_no_text
    "undefined": "One.<ref name=a />\n<references />",
    "undefined beside others": "One.<ref>A</ref> Two.<ref name=a /> Three.<ref name=b>B</ref>\n<references />",
    "undefined, written as a pair": "One.<ref name=a></ref>\n<references />",
    "defined with other capitals": "One.<ref name=Kahn>A</ref> Two.<ref name=kahn />\n<references />",
    "defined in another group": "One.<ref name=a>A</ref> Two.<ref name=a group=n />\n<references /><references group=n />",
    "defined below the list": "One.<ref name=a />\n<references />\nTwo.<ref name=a>A</ref>\n<references />",
    "reused below the list": "One.<ref name=a>A</ref>\n<references />\nTwo.<ref name=a />",
    "reused below the list, with a second list": "One.<ref name=a>A</ref>\n<references />\nTwo.<ref name=a />\n<references />",
    "defined again below the list": "One.<ref name=a>A</ref>\n<references />\nTwo.<ref name=a>B</ref> Three.<ref name=a />\n<references />",
    "followed by nothing": "One.<ref follow=x>B</ref>\n<references />",
    # references_duplicate_key
    "two sources under a name": "One.<ref name=a>A</ref> Two.<ref name=a>B</ref>\n<references />",
    "two sources under a name in a list": "One.<ref name=a />\n<references><ref name=a>A</ref><ref name=a>B</ref></references>",
    "text and list differ": "One.<ref name=a>B</ref>\n<references><ref name=a>A</ref></references>",
    "two names alike but for a blank": 'One.<ref name="a b">A</ref> Two.<ref name="a  b">B</ref>\n<references />',
    "two names alike but for an underscore": 'One.<ref name="a b">A</ref> Two.<ref name="a_b">B</ref>\n<references />',
    "texts that differ by a line": "One.<ref name=a>A\nB</ref> Two.<ref name=a>A B</ref>\n<references />",
    "texts that differ by a comment": "One.<ref name=a>A</ref> Two.<ref name=a>A<!-- b --></ref>\n<references />",
    # references_invalid_parameters
    "columns": "One.<ref>A</ref>\n<references columns=2 />",
    "list with a name": "One.<ref>A</ref>\n<references name=x />",
    # included_ref
    "nested": "One.<ref>A <ref>B</ref> C</ref>\n<references />",
    "not closed before another": "One.<ref>A Two.<ref>B</ref>\n<references />",
    "named, not closed before another": "One.<ref name=a>A. Two.<ref name=b>B</ref>\n<references />",
    "slash forgotten": "One.<ref name=a>A</ref> Two.<ref name=a> Three.<ref>B</ref>\n<references />",
    "reference in a note": "One.{{#tag:ref|A<ref>B</ref>|group=n}}\n<references /><references group=n />",
    # included_references
    "list inside a list": "One.<ref>A</ref>\n<references><references /></references>",
    "list in a reference": "One.<ref>A <references /></ref>\n<references />",
    # group_refs_without_references
    "no list of the group": "One.<ref group=n>A</ref>\n<references />",
    "groups that differ in capitals": "One.<ref group=Note>A</ref>\n<references group=note />",
    "named, no list of the group": "One.<ref name=a group=n>A</ref> Two.<ref name=a group=n />\n<references />",
    "two groups, one list": "One.<ref group=m>A</ref> Two.<ref group=n>B</ref>\n<references group=m />",
    "list of the group too early": "<references group=n />\nOne.<ref group=n>A</ref>",
    "reused below the list of its group": "One.<ref name=a group=n>A</ref>\n<references group=n />\nTwo.<ref name=a group=n />",
    # references_group_mismatch
    "other group in the list": "One.<ref name=a group=n />\n<references><ref name=a group=n>A</ref></references>\n<references group=n />",
    "other group in the list of a group": "One.<ref name=a group=n />\n<references group=n><ref name=a group=m>A</ref></references>",
    # references_missing_group, references_missing_key
    "list of a group nobody uses": "One.<ref>A</ref>\n<references />\n<references group=n><ref name=a>B</ref></references>",
    "in the list and never cited": "One.<ref name=a />\n<references><ref name=a>A</ref><ref name=b>B</ref></references>",
    "cited only below the list": "One.<ref>A</ref>\n<references><ref name=b>B</ref></references>\nTwo.<ref name=b />\n<references />",
    "cited only in another group": "One.<ref name=b group=n /> Two.<ref name=c />\n<references><ref name=b>B</ref><ref name=c>C</ref></references>\n<references group=n />",
    "nothing cited at all": "One.\n<references><ref name=a>A</ref></references>",
    "cited in the list only": "One.<ref name=a />\n<references><ref name=a>A<!-- b --></ref><ref name=b>See A</ref></references>",
    # references_no_key
    "no name in the list": "One.<ref name=a />\n<references><ref name=a>A</ref><ref>B</ref></references>",
    "no name and no content in the list": "One.<ref name=a />\n<references><ref name=a>A</ref><ref></ref></references>",
    # empty_references_define
    "no content in the list": "One.<ref name=a />\n<references><ref name=a></ref></references>",
    "self-closed in the list": "One.<ref name=a>A</ref>\n<references><ref name=a /></references>",
    # several at once
    "three faults": "One.<ref name=1>A</ref> Two.<ref name=x /> Three.<ref></ref>\n<references />",
    "four faults": "One.<ref group=n>A</ref> Two.<ref name=a>B</ref><ref name=a>C</ref> Three.<ref dir=x>D</ref><ref name=q/>\n<references />",
    "escaped quotes, names that begin alike": 'One.<ref name=\\"Lo A2\\">A</ref> Two.<ref name=\\"Lo B9\\">B</ref> Three.<ref name=\\"Be go on\\">C</ref>\n<references />',
    "escaped quotes, used and defined nowhere": 'One.<ref name=\\"Lo\\" /> Two.<ref name=\\"Be\\">B</ref>\n<references />',
    "escaped quotes": 'One.<ref name=\\"Go Lo\\">A</ref> Two.<ref name=\\"Be\\">B</ref>\n<references />',
}
