-- Which service reads which user of which resource, and from which secret of its cluster.
create table delivery.resource_use (
    service     text not null references delivery.service on delete cascade,
    environment text not null references delivery.environment,
    namespace   text not null,
    secret      text not null,
    mark        text not null,
    resource    text not null,
    role        text not null,
    is_wanted   boolean not null,
    primary key (service, environment, namespace, secret)
);

create index resource_use_of_resource on delivery.resource_use (mark, service);
create index resource_use_of_secret on delivery.resource_use (environment, namespace, secret);
