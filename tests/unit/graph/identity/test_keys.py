"""Keys: equal evidence, equal key; no evidence, no key."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric

from graph.identity.keys import account_key, door_keys, keys_of, with_handed_on
from graph.model import Mention

NUMBER = "42010319550607112" + ric.calc_check_digit("42010319550607112?")
WANG = Mention(id="mention-0000000000000000", source="grid", record="1", name="王丽",
               identity_number=NUMBER, telephones=("199 0000 1234", "027-82001234"))  # fmt: skip


def kinds(mention: Mention) -> str:
    return "".join(key[0] for key in keys_of(mention))


def test_each_kind_of_evidence_makes_its_key() -> None:
    assert kinds(WANG) == "innntt"
    assert kinds(replace(WANG, identity_number="", telephones=("19900001234",))) == "nt"


def test_writing_does_not_matter() -> None:
    plain = replace(WANG, name="王丽", telephones=("19900001234", "02782001234"))
    assert keys_of(WANG) == keys_of(replace(plain, name="王 丽", telephones=("（027）82001234", "+8619900001234")))


def test_a_title_form_makes_no_name_key_and_nothing_makes_nothing() -> None:
    assert kinds(replace(WANG, name="王女士", identity_number="", telephones=("19900001234",))) == "t"
    assert keys_of(Mention(id=WANG.id, source="grid", record="2")) == ()
    assert kinds(replace(WANG, name="匿名", identity_number="0" * 18, telephones=("0", "199****1234"))) == ""


def test_an_account_is_handed_on_and_is_its_source_s_own() -> None:
    account = account_key("hotline_12345", " A01 ")
    message = Mention(id=WANG.id, source="hotline_12345", record="3", keys=(account,))
    assert keys_of(message) == (account,) == (account_key("hotline_12345", "A01"),)
    assert keys_of(replace(message, keys=keys_of(message))) == keys_of(message)
    assert account_key("petition", "A01") != account


def test_a_name_and_a_door_make_a_key_whatever_the_entrance() -> None:
    assert kinds(replace(WANG, keys=door_keys("王丽", "2-1-302"))) == "dinnntt"
    assert door_keys("王丽", "2-1-302") == door_keys("王莉", "2--302") == door_keys("王 丽", "2-3-302")
    assert door_keys("王丽", "2-1-302") != door_keys("王丽", "2-1-303")
    assert door_keys("王丽", "-1-302") == door_keys("王丽", "") == door_keys("王女士", "2-1-302") == ()


def test_a_door_s_key_stays_until_the_door_is_known() -> None:
    kept = replace(WANG, keys=door_keys("王丽", "2-1-302"))
    assert set(kept.keys) < set(keys_of(kept))
    assert keys_of(kept, door="") == keys_of(WANG)
    assert keys_of(kept, door="2-1-303") == keys_of(WANG, door="2-1-303") != keys_of(kept)
    assert kinds(replace(kept, kind="organisation", keys=())) == kinds(replace(WANG, kind="organisation"))


def test_what_a_row_is_silent_about_is_handed_on() -> None:
    account, (old,), (new,) = account_key("grid", "A1"), door_keys("王丽", "2-1-302"), door_keys("王丽", "2-1-303")
    assert with_handed_on((), (account, old)) == tuple(sorted((account, old)))
    assert with_handed_on((new,), (account, old)) == tuple(sorted((account, new)))


def test_an_organisation_is_known_by_name_and_code() -> None:
    firm = replace(WANG, kind="organisation", name="汉江物业（武汉）有限公司", identity_number="91110000600037341L")
    assert kinds(firm) == "ou"
    assert set(keys_of(replace(firm, identity_number="", name="汉江物业 (武汉)有限公司"))) < set(keys_of(firm))


@given(st.text(), st.text(), st.lists(st.text(), max_size=3))
def test_no_row_breaks_the_keys(name: str, number: str, telephones: list[str]) -> None:
    for kind in ("person", "organisation"):
        stated = Mention(id=WANG.id, source="grid", record="5", kind=kind, name=name, identity_number=number,
                         telephones=tuple(telephones))  # fmt: skip
        assert keys_of(stated) == tuple(sorted(set(keys_of(stated))))
