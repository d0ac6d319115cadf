-- What a webhook that is switched off is told is nothing. The secret that its messages are signed with is in the safe, under
-- git-webhook:<id>:secret; one from before there were secrets has none, and is signed as the rest that Fairway sends.
alter table delivery.webhook add column active boolean not null default true;

-- Names that repositories had, so that whoever still uses one is led on. A new repository may take one over.
create table delivery.former_name (
    owner         text not null,
    name          text not null,
    repository_id text not null references delivery.repository on delete cascade,
    renamed_at    timestamptz not null,
    primary key (owner, name)
);
create index former_name_of on delivery.former_name (repository_id);
