-- Schema 5: respondents' numbers, as hashes, so that nobody is counted twice.

-- A respondent's own number in the survey tool, hashed with the consultation's key: a later file of the same survey is
-- held against it. Empty where the file has none.
alter table response add column number text not null default '';
