-- Schema 8: a colleague's copy, brought in.

-- A change made in another copy that this plan has heard of. Its name is SHA-256 of the change as the journal of the copy
-- has it, so that it has the same name in every copy. These rows are journalled: a merge that is undone is forgotten, and
-- brings the changes again when it is made again.
create table merged (
  id    text not null primary key check (length(id) = 64),
  at    text not null,
  who   text not null,
  words text not null
) strict;

-- What of such a change is not decided yet: the row, and its column or nothing for all of it.
create table undecided (
  tbl    text not null,
  key    text not null check (json_valid(key)),
  field  text not null,
  change text not null,
  primary key (tbl, key, field, change)
) strict;
