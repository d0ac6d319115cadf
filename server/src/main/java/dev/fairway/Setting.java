package dev.fairway;

/** The environment variables that Fairway reads, as docs/reference/settings.md shows them. */
enum Setting {
    HOME(Part.PLACE, "`data` beside the `run` command", "folder of all data; relative to where `./run` is called"),
    PORT(Part.PLACE, "`8080`", "port of web app and API"),
    BIND(Part.PLACE, "`127.0.0.1`", "address to listen on; `0.0.0.0` for all"),
    PUBLIC_URL(
            Part.PLACE,
            "`http://localhost:` and the port",
            "address that is printed at the start, and that links in mails and messages begin with"),
    LOG_FORMAT(Part.PLACE, "plain lines", "`ecs`, `logstash` or `gelf`: each log line as JSON"),

    DATABASE_URL(
            Part.DATABASE,
            "none",
            "a JDBC address, `jdbc:postgresql://host/database`; without it Fairway starts the PostgreSQL it brings along"),
    DATABASE_USER(Part.DATABASE, "none", "user of that database"),
    DATABASE_PASSWORD(Part.DATABASE, "none", "password of that user"),

    SECRET_KEY(
            Part.KEY,
            "made and kept in `FAIRWAY_HOME/secret.key`",
            "32 bytes in base64, as `openssl rand -base64 32` prints them; the same on all nodes"),
    NEW_SECRET_KEY(
            Part.KEY,
            "none",
            "the next key; read by `./run rotate-key` only, see [Change the key](../operate/change-the-key.md)"),

    ADMIN_EMAIL(Part.FIRST_START, "`admin@fairway.local`", "address of the first administrator"),
    ADMIN_PASSWORD(
            Part.FIRST_START,
            "made up, printed once",
            "password; a made up one has to be changed at the first sign-in"),
    CLIENT_ID(Part.FIRST_START, "none", "id of a first API credential with the role Admin"),
    CLIENT_SECRET(Part.FIRST_START, "none", "its secret, at least 32 characters; both or neither"),

    ACCESS_SESSION_LENGTH(Part.SIGN_IN, "`12h`", "how long a session lives without use"),
    ACCESS_TOKEN_LENGTH(Part.SIGN_IN, "`3h`", "how long an access token of a credential is valid"),

    OUTBOUND_ALLOW(
            Part.SELF_SERVICE,
            "none",
            "networks that actions and notifications may call although they are not public, such as `10.1.0.0/16,fd00::/8`, besides those that administrators allow"),

    SELFSERVICE_REMIND_AFTER(
            Part.SELF_SERVICE, "`1d`", "how long a request waits for approval until whoever is asked is reminded"),
    SELFSERVICE_ESCALATE_AFTER(Part.SELF_SERVICE, "`3d`", "how long until administrators are told as well"),
    SELFSERVICE_EXPIRE_AFTER(Part.SELF_SERVICE, "`14d`", "how long until a request ends without approval"),
    SELFSERVICE_APPROVE_WITHOUT_SIGN_IN(
            Part.SELF_SERVICE,
            "`false`",
            "`true` lets whoever has a link in a mail decide with it, once, without signing in; it is worth what the mailbox is"),
    SELFSERVICE_GITHUB_URL(
            Part.SELF_SERVICE, "`https://api.github.com`", "API of GitHub; its token is the secret `GITHUB_TOKEN`"),
    SELFSERVICE_GITLAB_URL(Part.SELF_SERVICE, "`https://gitlab.com`", "GitLab; its token is the secret `GITLAB_TOKEN`"),
    SELFSERVICE_AZURE_DEVOPS_URL(
            Part.SELF_SERVICE, "`https://dev.azure.com`", "Azure DevOps, whose incoming webhooks are told"),
    SELFSERVICE_AI_URL(
            Part.SELF_SERVICE,
            "none",
            "server of language models with the chat completions of the OpenAI API, such as `https://models.example.com/v1`, for the step `AI`; its key is the secret `AI_API_KEY`"),
    SELFSERVICE_AI_MODEL(Part.SELF_SERVICE, "none", "model that is asked where a step names none"),
    KAFKA_SERVERS(
            Part.SELF_SERVICE,
            "none",
            "brokers for actions of type `KAFKA`, `host:port` with commas between them; without any such actions fail and say so"),
    KAFKA_TOPIC(Part.SELF_SERVICE, "`fairway.runs`", "where their messages go, unless the action names a `topic`"),
    KAFKA_SECURITY(Part.SELF_SERVICE, "`PLAINTEXT`", "`SSL`, `SASL_PLAINTEXT` or `SASL_SSL`"),
    KAFKA_MECHANISM(Part.SELF_SERVICE, "`SCRAM-SHA-512`", "of SASL; `PLAIN` and `SCRAM-SHA-256` are possible, too"),
    KAFKA_USER(Part.SELF_SERVICE, "none", "user of SASL"),
    KAFKA_PASSWORD(Part.SELF_SERVICE, "none", "password of that user"),
    KAFKA_TIMEOUT(Part.SELF_SERVICE, "`10s`", "how long a message may take until it counts as not delivered"),
    SELFSERVICE_SCRIPTS(
            Part.SELF_SERVICE,
            "`false`",
            "`true` lets actions run scripts on this machine, so that whoever may write actions can do what Fairway can"),
    SELFSERVICE_SCRIPT_TIMEOUT(Part.SELF_SERVICE, "`5m`", "how long a script may take"),
    SELFSERVICE_KEEP_RUNS(Part.SELF_SERVICE, "`400d`", "how long runs that have ended are kept with their logs"),

    SMTP_URL(
            Part.NOTIFICATIONS,
            "none",
            "mail server, such as `smtp://user:password@mail.example.com:587`, or `smtps://` where it speaks TLS from the begin; without it no mail is sent"),
    MAIL_FROM(Part.NOTIFICATIONS, "`fairway@localhost`", "sender of mails"),
    NOTIFICATIONS_KEEP(Part.NOTIFICATIONS, "`90d`", "how long notifications and their deliveries are kept"),
    RESOURCES_OBSERVE_EVERY(Part.RESOURCES, "`5m`", "how long until a resource is looked at again on its server"),
    RESOURCES_REMIND_BEFORE(Part.RESOURCES, "`7d`", "how long before its end the team of a resource is reminded"),
    RESOURCES_KEEP_MEASURES(Part.RESOURCES, "`400d`", "how long sizes and use of resources are kept"),
    RESOURCES_TOFU(
            Part.RESOURCES,
            "none",
            "the program OpenTofu, such as `/usr/bin/tofu`; with it, whoever may write types of resources can do on this machine what Fairway can"),
    RESOURCES_TOFU_PROVIDERS(
            Part.RESOURCES,
            "none",
            "folder that OpenTofu's providers come from, as `tofu providers mirror` makes it; without it they come from their registry"),
    RESOURCES_TOFU_TIMEOUT(Part.RESOURCES, "`30m`", "how long one call of OpenTofu may take"),
    RESOURCES_KEEP_DUMPS(Part.RESOURCES, "`30d`", "how long the final dump of a deleted resource is kept"),
    RESOURCES_MAX_DUMP(Part.RESOURCES, "`10GB`", "how much one final dump may hold; what holds more is not deleted"),
    RESOURCES_DUMP_TIMEOUT(
            Part.RESOURCES, "`1h`", "how long `pg_dump` or `pg_restore` may take; whatever takes longer is stopped"),
    RESOURCES_POSTGRES_PROGRAMS(
            Part.RESOURCES,
            "found by `PATH`",
            "folder of `pg_dump` and `pg_restore`, such as `/usr/lib/postgresql/18/bin`; without them databases are deleted without a final dump"),
    DELIVERY_MAX_PACK(Part.DELIVERY, "`256MB`", "how much one push to a Git repository may send"),
    DELIVERY_MAX_FILE(Part.DELIVERY, "`50MB`", "how large one file in a Git repository may be"),
    DELIVERY_MAX_IMAGE(Part.DELIVERY, "`4GB`", "how large an image may be that a stage of a pipeline publishes"),
    DELIVERY_MOST_REPOSITORIES(Part.DELIVERY, "`500`", "how many Git repositories one team may have"),
    DELIVERY_RUNNER(
            Part.DELIVERY,
            "`off`",
            "`host` runs stages of pipelines as processes of this machine, so that whoever may push can do what their user can; `container` runs them in containers of an engine on it"),
    DELIVERY_RUNNER_USER(
            Part.DELIVERY,
            "its own",
            "user of this machine whose processes they are; Fairway has to run as root to take another one"),
    DELIVERY_RUNNERS_AT_ONCE(Part.DELIVERY, "`1`", "how many pipelines run at once, up to 16"),
    DELIVERY_RUNNER_MEMORY(
            Part.DELIVERY, "`4GB`", "how much memory one process of a stage may write to, or its container may have"),
    DELIVERY_CONTAINER_ENGINE(
            Part.DELIVERY, "the first of `podman` and `docker` that answers", "program that runs containers of stages"),
    DELIVERY_CONTAINER_IMAGE(Part.DELIVERY, "none", "image that stages run in which name none"),
    DELIVERY_CONTAINER_NETWORK(
            Part.DELIVERY,
            "`none`",
            "network of the engine that stages are in, such as `bridge`; what is in it and behind it can be reached then"),
    DELIVERY_CONTAINER_CPUS(Part.DELIVERY, "`2`", "how many processors one stage may use"),
    DELIVERY_CONTAINER_PROCESSES(Part.DELIVERY, "`1024`", "how many processes one stage may have"),
    DELIVERY_OBSERVE_EVERY(
            Part.DELIVERY, "`10m`", "how long until a live release is looked at again in its cluster, from one minute");

    private final Part part;
    private final String standard;
    private final String meaning;

    Setting(Part part, String standard, String meaning) {
        this.part = part;
        this.standard = standard;
        this.meaning = meaning;
    }

    enum Part {
        PLACE("Where it listens and keeps data", ""),
        DATABASE("Database", ""),
        KEY("Key", ""),
        FIRST_START("First start", "These are read when the installation has nobody yet, and ignored afterwards."),
        SIGN_IN("Sign-in", ""),
        SELF_SERVICE("Self-service", ""),
        NOTIFICATIONS("Notifications", ""),
        RESOURCES("Resources", ""),
        DELIVERY("Delivery", "");

        private final String title;
        private final String about;

        Part(String title, String about) {
            this.title = title;
            this.about = about;
        }

        String title() {
            return title;
        }

        String about() {
            return about;
        }
    }

    String variable() {
        return "FAIRWAY_" + name();
    }

    Part part() {
        return part;
    }

    /** What holds when it is not set. */
    String standard() {
        return standard;
    }

    String meaning() {
        return meaning;
    }
}
