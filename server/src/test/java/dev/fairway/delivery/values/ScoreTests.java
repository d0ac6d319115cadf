package dev.fairway.delivery.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class ScoreTests {

    private static final String COMPLETE = """
            apiVersion: score.dev/v1b1
            metadata:
              name: checkout
              annotations: {example.com/tier: gold}
            service:
              ports:
                admin: {port: 9000, targetPort: 9001}
                web: {port: 80, targetPort: 8080}
            containers:
              main:
                image: registry.example.com/harbor/checkout:2.14.3
                command: [/app/checkout]
                args: ["--tier=gold"]
                variables:
                  GREETING: Welcome to ${metadata.name} of ${metadata.annotations.example\\.com/tier}, that is $${5}
                  DATABASE_URL: ${resources.ledger.url}
                  DATABASE_NAME: ${resources.ledger.database}
                  QUEUE_HOST: ${resources.queue.host}
                  LOG_LEVEL: ${resources.env.LOG_LEVEL}
                files:
                  /etc/checkout/limits.yaml: {content: "name: ${metadata.name}", mode: "0444"}
                  /etc/checkout/raw: {content: "${not.one}", noExpand: true}
                volumes:
                  /var/receipts: {source: "${resources.receipts}", path: pdf, readOnly: true}
                resources:
                  requests: {cpu: 250m, memory: 256Mi}
                  limits: {cpu: "1", memory: 512Mi}
                livenessProbe: {httpGet: {path: /live, port: 8080}}
                readinessProbe: {httpGet: {path: /ready, port: 8080, scheme: HTTP}}
            resources:
              ledger: {type: postgres}
              queue: {type: amqp, class: default, id: shared-queue}
              env: {type: environment}
              receipts: {type: volume}
              dns: {type: dns}
              way: {type: route, params: {host: "${resources.dns.host}", path: /checkout, port: 80}}
            """;

    @Test
    void carriesEverythingThatThereIs() {
        Score score = Score.read(COMPLETE);

        assertThat(score.problems()).isEmpty();
        assertThat(score.values()).isEqualTo(LayersTests.json("""
                name: checkout
                kind: service
                port: 8080
                ports: {admin: {port: 9000, target: 9001}}
                image: {repository: registry.example.com/harbor/checkout, tag: 2.14.3}
                command: [/app/checkout]
                args: ["--tier=gold"]
                env: {GREETING: "Welcome to checkout of gold, that is ${5}"}
                resources:
                  ledger: {resource: checkout-ledger, type: postgresql, env: {DATABASE_URL: url, DATABASE_NAME: name}}
                  queue: {resource: shared-queue, type: rabbitmq-queue, env: {QUEUE_HOST: host}}
                files:
                  /etc/checkout/limits.yaml: {content: "name: checkout", mode: "0444"}
                  /etc/checkout/raw: {content: "${not.one}"}
                volumes: {receipts: {mount: /var/receipts, claim: checkout-receipts, path: pdf, readOnly: true}}
                cpu: 250m
                memory: 256Mi
                cpuLimit: "1"
                memoryLimit: 512Mi
                health: {path: /ready, scheme: HTTP, livenessPath: /live}
                ingress: {path: /checkout}
                """.replace("2.14.3", "\"2.14.3\"")));
        assertThat(score.notes())
                .contains(
                        "containers.main.variables.LOG_LEVEL: set env.LOG_LEVEL in the values of each environment",
                        "resources.dns: set domain in the values of each environment");
    }

    @Test
    void takesTheSmallest() {
        Score score = Score.read("""
                apiVersion: score.dev/v1b1
                metadata: {name: hello}
                containers: {hello: {image: .}}
                """);

        assertThat(score.problems()).isEmpty();
        assertThat(score.values()).isEqualTo(LayersTests.json("{name: hello, kind: worker}"));
        assertThat(score.notes())
                .containsExactly(
                        "containers.hello.image: comes from the pipeline: a release writes its tag and digest");
    }

    @Test
    void takesTheOlderFormOfFilesAndVolumes() {
        ObjectNode values =
                read("""
                files: [{target: /etc/a, content: text}]
                volumes: [{target: /data, source: "${resources.data}"}]
                """, "resources: {data: {type: volume}}").orThrow().values();

        assertThat(values.get("files")).isEqualTo(LayersTests.json("{/etc/a: {content: text}}"));
        assertThat(values.get("volumes")).isEqualTo(LayersTests.json("{data: {mount: /data, claim: hello-data}}"));
    }

    @Test
    void asksThePortWhereThereIsNoProbe() {
        Score score = read("", "service: {ports: {www: {port: 8080}}}");

        assertThat(score.values().at("/health/tcp").asBoolean()).isTrue();
        assertThat(score.notes()).contains("service.ports.www: others reach it at port 80 here, not at 8080");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "imag: x | | /containers/hello/imag: is unknown to Score here",
                "variables: {A: 1} | | /containers/hello/variables/A: 1 is no text",
                "variables: {A: '${resources.no.host}'} | | /containers/hello/variables/A: there is no resource no",
                "variables: {A: '${resources.db.size}'} | resources: {db: {type: redis}} | /containers/hello/variables/A: size is no output of redis",
                "variables: {A: 'x${resources.db.host}'} | resources: {db: {type: redis}} | /containers/hello/variables/A: mixes text",
                "variables: {A: '${env.HOME}'} | | /containers/hello/variables/A: ${env.HOME} is neither",
                "variables: {A: '${metadata.no}'} | | /containers/hello/variables/A: ${metadata.no} is neither",
                "files: {/a: {source: ./a}} | | /containers/hello/files/~1a/source: is another file",
                "files: {/a: {content: '${resources.db.url}'}} | resources: {db: {type: redis}} | /containers/hello/files/~1a/content: refers to resources",
                "volumes: {/a: {source: data}} | | /containers/hello/volumes/~1a/source: data is no resource",
                "before: {other: {ready: started}} | | /containers/hello/before: there is no other",
                "livenessProbe: {httpGet: {path: /a, port: 1, host: x}} | | /containers/hello/livenessProbe/httpGet/host: cannot be set",
                "'': 1 | | /containers/hello/: is unknown",
                "args: text | | /containers/hello/args: is no list of texts",
                "args: [] | resources: {db: {type: mongodb}} | /resources/db/type: mongodb is no type of resources here; there is bucket",
                "args: [] | resources: {db: {type: redis, params: {size: 1}}} | /resources/db/params: stands in the request",
                "args: [] | resources: {db: {type: redis, class: large}} | /resources/db/class: classes are not known",
                "args: [] | resources: {a: {type: route, params: {host: a.example.com, path: /, port: 99}}} | /resources/a/params/port: is not the port",
                "args: [] | service: {ports: {a: {port: x}}} | /service/ports/a/port: \"x\" is no whole number",
                "args: [] | other: 1 | /other: is unknown",
            })
    void saysWhatCannotBeCarried(String container, String more, String problem) {
        assertThat(problems(read(container, more == null ? "" : more))).anyMatch(found -> found.startsWith(problem));
    }

    @Test
    void refusesOtherVersionsAndSeveralContainers() {
        assertThat(problems(Score.read("""
                        apiVersion: score.dev/v2
                        metadata: {}
                        containers: {a: {image: x}, b: {image: z}}
                        """)))
                .containsExactly(
                        "/apiVersion: is not score.dev/v1b1, the one version that is read",
                        "/metadata/name: is missing: the name of the service",
                        "/containers: has 2: a, b. A service here is one container; make the others services of their own");
    }

    @Test
    void saysTheLine() {
        assertThat(Score.read("apiVersion: score.dev/v1b1\nmetadata: {name: a}\nextra: 1\ncontainers: {a: {image: b}}")
                        .problems())
                .extracting(ValueProblem::place)
                .containsExactly("score.yaml:3");
    }

    @Test
    void refusesWhatIsNoYaml() {
        assertThat(problems(Score.read("a: [")).getFirst()).startsWith(": is no YAML");
        assertThat(problems(Score.read("- a"))).containsExactly(": is no object of names and values");
        assertThat(problems(Score.read(""))).isNotEmpty();
    }

    private static Score read(String container, String more) {
        return Score.read("""
                apiVersion: score.dev/v1b1
                metadata: {name: hello}
                containers:
                  hello:
                    image: registry.example.com/hello:1
                %s
                %s
                """.formatted(container.indent(4), more));
    }

    private static List<String> problems(Score score) {
        return score.problems().stream()
                .map(problem -> problem.path() + ": " + problem.message())
                .toList();
    }
}
