-- Schema 7: snapshots, and when the file began.

-- The plan as it stood when it was shown to somebody, or a document exactly as it was released. It is written once and
-- never changed; `sha256` is of the content before it was packed, so that it can be proved. The content of a plan is
-- gzip of one line of JSON a row: every table that is journalled, and the areas, in the order of their keys.
create table snapshot (
  id       integer primary key,
  kind     text not null check (kind in ('plan', 'release')),
  name     text not null collate nocase unique check (trim(name) <> '' and length(name) <= 200),
  taken_at text not null,
  taken_by text not null,
  note     text not null default '',
  -- The version of the file's tables when it was taken.
  version  integer not null check (version >= 1),
  sha256   text not null check (length(sha256) = 64),
  n_bytes  integer not null check (n_bytes >= 0),
  content  blob not null
) strict;

create trigger snapshot_stays_as_it_is before update on snapshot begin
  select raise(abort, 'a snapshot is never changed');
end;
create trigger snapshot_stays before delete on snapshot begin
  select raise(abort, 'a snapshot is never removed');
end;
-- "Insert or replace" removes without asking the trigger above.
create trigger snapshot_is_not_replaced before insert on snapshot
when exists (select 1 from snapshot where id = new.id or name = new.name) begin
  select raise(abort, 'a snapshot of this name is there already, and is never replaced');
end;

-- When the plan's file was made: it has nothing to say of the days before. A file of an earlier version does not know.
create table beginning (
  id integer primary key check (id = 1),
  at text not null
) strict;
