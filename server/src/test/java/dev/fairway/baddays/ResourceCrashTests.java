package dev.fairway.baddays;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/**
 * kill -9 between Fairway and servers, at requests that a seed picks, in each turn of the lives of resources of all kinds. They
 * live at the same time, so that one kill is all of theirs.
 */
class ResourceCrashTests {

    private static final List<ExposedResource> RESOURCES = new ArrayList<>();
    private static final Map<String, Throwable> FAILURES = new HashMap<>();

    @BeforeAll
    static void live(@TempDir Path folder) throws Exception {
        begin("opentofu", ExposedModule::start);
        begin("postgresql", ExposedDatabase::start);
        begin("kubernetes-postgresql", ExposedCluster::start);
        begin("s3", ExposedBucket::start);
        begin("nginx", () -> ExposedSite.start(folder));
        begin("rabbitmq", ExposedQueue::start);
        begin("kafka", ExposedTopic::start);
        begin("redis", ExposedCache::start);
        try (KilledLives lives = new KilledLives(folder.resolve("home"), RESOURCES)) {
            FAILURES.putAll(lives.live());
        }
    }

    private static void begin(String kind, Supplier<ExposedResource> start) {
        try {
            RESOURCES.add(start.get());
        } catch (TestAbortedException absent) {
            FAILURES.put(kind, absent);
        }
    }

    @AfterAll
    static void end() {
        RESOURCES.forEach(ExposedResource::close);
    }

    @Test
    void whatAModuleMakesIsMadeAndDestroyedOnce() throws Throwable {
        assertLived("opentofu");
    }

    @Test
    void aDatabaseIsMadeChangedRotatedAndRemovedOnce() throws Throwable {
        assertLived("postgresql");
    }

    @Test
    void aClusterOfDatabasesIsMadeChangedRotatedAndRemovedOnce() throws Throwable {
        assertLived("kubernetes-postgresql");
    }

    @Test
    void aBucketIsMadeChangedRotatedAndRemovedOnce() throws Throwable {
        assertLived("s3");
    }

    @Test
    void aSiteIsMadeChangedAndRemovedOnce() throws Throwable {
        assertLived("nginx");
    }

    @Test
    void aQueueIsMadeChangedRotatedAndRemovedOnce() throws Throwable {
        assertLived("rabbitmq");
    }

    @Test
    void aTopicIsMadeChangedRotatedAndRemovedOnce() throws Throwable {
        assertLived("kafka");
    }

    @Test
    void aCacheIsMadeRotatedAndRemovedOnce() throws Throwable {
        assertLived("redis");
    }

    private static void assertLived(String kind) throws Throwable {
        Throwable failure = FAILURES.get(kind);
        if (failure != null) {
            throw failure;
        }
    }
}
