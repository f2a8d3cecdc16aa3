"""`backup`, `restore`, and the copy from one store to another: everything, the journal included."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from graph.errors import BackupWrong, CopyDiffers, OutputUnwritable, StoreExists
from graph.store import EVERYTHING, Store
from graph.store.replay import replay, verify
from tests.contract import street as s
from tests.contract.engines import Site, Sqlite
from tests.contract.records import case, delete, person, put, redirect
from tests.contract.test_as_of import START
from tests.contract.whole import everything


@pytest.fixture
def lived_in(store: Store) -> Store:
    """A store with a past: the street, something changed, something gone, a merge, and a fact about itself."""
    put(store, *s.street(), by="李敏", why="载入", at=START)
    put(store, case("C1", title="改了"), at=START + dt.timedelta(hours=1))
    with store.change(by="陈", why="合并", at=START + dt.timedelta(hours=2)) as change:
        change.delete([s.LI.id])
        change.put([redirect(s.LI.id, s.ZHANG.id)])
    delete(store, s.MATTER.id)
    store.set_meta({"街道": "民权街道"})
    return store


def test_a_backup_restored_is_the_same_store(lived_in: Store, site: Site, tmp_path: Path) -> None:
    file = tmp_path / "备份.db"
    whole, head, facts = everything(lived_in), lived_in.head(), lived_in.meta()
    lived_in.backup(file)
    assert [each.name for each in tmp_path.iterdir()] == [file.name]
    site.clear()
    with site.opened(create=True) as again:
        again.restore(file)
        assert everything(again) == whole
        assert (again.head(), again.meta()) == (head, facts)
        assert again.get([s.LI.id], scope=EVERYTHING) == [s.ZHANG]
        assert put(again, person("后来")).seq == head[0] + 1


def test_a_restored_store_has_its_past_and_its_index(lived_in: Store, site: Site, tmp_path: Path) -> None:
    lived_in.backup(tmp_path / "backup.db")
    site.clear()
    with site.opened(create=True) as again:
        again.restore(tmp_path / "backup.db")
        with again.as_of(1) as then:
            assert then.get([s.C1.id, s.LI.id], scope=EVERYTHING) == [s.C1, s.LI]
        assert [hit.node.id for hit in again.search("改了", scope=EVERYTHING)[0]] == [s.C1.id]


def test_a_backup_does_not_change_while_the_store_goes_on(lived_in: Store, site: Site, tmp_path: Path) -> None:
    whole = everything(lived_in)
    lived_in.backup(tmp_path / "backup.db")
    put(lived_in, person("后来"))
    site.clear()
    with site.opened(create=True) as again:
        again.restore(tmp_path / "backup.db")
        assert everything(again) == whole


def test_an_empty_store_can_be_backed_up(store: Store, site: Site, tmp_path: Path) -> None:
    store.backup(tmp_path / "backup.db")
    site.clear()
    with site.opened(create=True) as again:
        again.restore(tmp_path / "backup.db")
        assert again.head() == (0, None)


def test_a_backup_never_overwrites(lived_in: Store, tmp_path: Path) -> None:
    file = tmp_path / "backup.db"
    file.write_text("something dear")
    with pytest.raises(OutputUnwritable):
        lived_in.backup(file)
    assert file.read_text() == "something dear"
    with pytest.raises(OutputUnwritable):
        lived_in.backup(tmp_path / "no such folder" / "backup.db")


def test_only_an_empty_store_can_be_restored_into(lived_in: Store, tmp_path: Path) -> None:
    lived_in.backup(tmp_path / "backup.db")
    whole = everything(lived_in)
    with pytest.raises(StoreExists):
        lived_in.restore(tmp_path / "backup.db")
    assert everything(lived_in) == whole


def test_what_is_no_backup_is_refused(store: Store, tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("漏水" * 5000)
    (tmp_path / "empty.db").write_bytes(b"")
    for wrong in (tmp_path / "absent.db", tmp_path / "text.db", tmp_path / "empty.db", tmp_path):
        with pytest.raises(BackupWrong):
            store.restore(wrong)
    assert store.head() == (0, None)
    assert put(store, person("甲")).seq == 1


def test_half_a_backup_is_refused(lived_in: Store, site: Site, tmp_path: Path) -> None:
    whole, half = tmp_path / "backup.db", tmp_path / "half.db"
    lived_in.backup(whole)
    half.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    site.clear()
    with site.opened(create=True) as again:
        with pytest.raises(BackupWrong):
            again.restore(half)
        assert again.head() == (0, None)


# -- from one store to another ---------------------------------------------------------------------


@pytest.fixture
def elsewhere(tmp_path: Path) -> Site:
    """A second place for a store: an embedded one, whatever the first is."""
    return Sqlite(tmp_path).empty()


def test_a_copy_there_and_back_is_equal(lived_in: Store, site: Site, elsewhere: Site) -> None:
    whole, facts = everything(lived_in), lived_in.meta()
    with elsewhere.opened(create=True) as there:
        assert replay(lived_in, there) == lived_in.head()[0]
        verify(lived_in, there)
        assert everything(there) == whole
        site.clear()
        with site.opened(create=True) as back:
            replay(there, back)
            verify(there, back)
            assert everything(back) == whole
            assert back.meta() == facts


def test_a_copy_to_a_change_stops_there(lived_in: Store, elsewhere: Site) -> None:
    with elsewhere.opened(create=True) as there:
        replay(lived_in, there, until=1)
        assert there.head() == (1, START)
        assert there.get([s.C1.id, s.LI.id], scope=EVERYTHING) == [s.C1, s.LI]


def test_a_copy_needs_an_empty_store(lived_in: Store, elsewhere: Site) -> None:
    with elsewhere.opened(create=True) as there:
        put(there, person("甲"))
        with pytest.raises(StoreExists):
            replay(lived_in, there)


def test_a_difference_is_found(lived_in: Store, elsewhere: Site) -> None:
    with elsewhere.opened(create=True) as there:
        replay(lived_in, there)
        put(there, case("C1", title="改得不一样"))
        with pytest.raises(CopyDiffers):
            verify(lived_in, there)
