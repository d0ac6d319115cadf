-- Id of the GitHub App that Fairway signs in as; null where it does so by a token. Its key is in the safe, under git-host:<name>:key.
alter table delivery.git_host add column app_id text check (app_id is null or kind = 'GITHUB');
