-- What people are told, one row for each of them. Kind and values make the text, in the language of whoever reads it.
create table notifications.notification (
    id      bigint primary key generated always as identity,
    person  text not null,
    kind    text not null,
    -- what it is about, so that nobody is told twice
    key     text not null,
    values  json not null,
    -- path of the page that it leads to
    link    text not null,
    at      timestamptz not null,
    read_at timestamptz,
    unique (person, key)
);
create index notification_of_person on notifications.notification (person, id desc);
create index notification_unread on notifications.notification (person) where read_at is null;
create index notification_by_time on notifications.notification (at);

-- How somebody wants to be told. Who said nothing gets mails at once, in English.
create table notifications.preference (
    person      text primary key,
    language    text not null check (language in ('en', 'ko')),
    mail        text not null check (mail in ('NOW', 'DAILY', 'OFF')),
    -- kinds that they are not told of, save in the list that they open themselves
    muted       text[] not null default '{}',
    muted_until timestamptz,
    -- when the last daily mail was made
    digest_at   timestamptz
);

-- What was sent to the outside and what became of it.
create table notifications.delivery (
    id         bigint primary key generated always as identity,
    channel    text not null check (channel in ('MAIL', 'SLACK', 'WEBHOOK')),
    -- whom it is for: a person, or a team
    recipient  text not null,
    kind       text not null,
    key        text not null,
    subject    text not null,
    body       text not null,
    link       text not null,
    state      text not null check (state in ('DUE', 'SENT', 'GIVEN_UP')),
    attempts   int not null default 0,
    error      text,
    at         timestamptz not null,
    ended_at   timestamptz,
    unique (channel, recipient, key)
);
create index delivery_by_time on notifications.delivery (at);
