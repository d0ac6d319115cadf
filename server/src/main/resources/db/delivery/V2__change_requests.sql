-- What somebody wants merged.
create table delivery.change_request (
    id            bigint generated always as identity primary key,
    repository_id text not null references delivery.repository on delete cascade,
    number        int not null,
    title         text not null,
    description   text not null,
    source        text not null,
    target        text not null,
    author        text not null,
    state         text not null check (state in ('OPEN', 'MERGED', 'CLOSED')),
    base          text not null,
    head          text not null,
    merge_commit  text,
    ended_by      text,
    ended_at      timestamptz,
    created_at    timestamptz not null,
    updated_at    timestamptz not null,
    unique (repository_id, number)
);
create unique index change_request_open on delivery.change_request (repository_id, source, target) where state = 'OPEN';
create index change_request_into on delivery.change_request (repository_id, target) where state = 'OPEN';
create index change_request_by_author on delivery.change_request (author, id);

-- Who is asked to look at it.
create table delivery.reviewer (
    change_request_id bigint not null references delivery.change_request on delete cascade,
    kind              text not null check (kind in ('TEAM', 'USER')),
    name              text not null,
    primary key (change_request_id, kind, name)
);
create index reviewer_by_name on delivery.reviewer (kind, name);

-- What somebody said of one commit. Of each reviewer the last one counts.
create table delivery.review (
    id                bigint generated always as identity primary key,
    change_request_id bigint not null references delivery.change_request on delete cascade,
    reviewer          text not null,
    verdict           text not null check (verdict in ('APPROVED', 'CHANGES_REQUESTED')),
    body              text not null,
    commit            text not null,
    at                timestamptz not null
);
create index review_of on delivery.review (change_request_id, reviewer, id);

create table delivery.comment (
    id                uuid primary key,
    place             bigint generated always as identity,
    change_request_id bigint not null references delivery.change_request on delete cascade,
    author            text not null,
    body              text not null,
    path              text,
    side              text check (side in ('OLD', 'NEW')),
    line              int,
    commit            text,
    bot_key           text,
    created_at        timestamptz not null,
    edited_at         timestamptz
);
create index comment_of on delivery.comment (change_request_id, place);
create unique index comment_of_bot on delivery.comment (change_request_id, bot_key) where bot_key is not null;

-- What machines found out about a commit.
create table delivery.check_result (
    repository_id text not null references delivery.repository on delete cascade,
    commit        text not null,
    name          text not null,
    state         text not null check (state in ('PENDING', 'SUCCESS', 'FAILURE', 'SKIPPED')),
    summary       text not null,
    details_url   text,
    reported_by   text not null,
    reported_at   timestamptz not null,
    primary key (repository_id, commit, name)
);
