package dev.fairway.postgres;

import com.sun.management.OperatingSystemMXBean;
import dev.fairway.postgres.PostgresSettings.Durability;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the server is set up, given on its command line so that nothing in the data folder can go stale. */
final class ServerOptions {

    private ServerOptions() {}

    static List<String> of(int port, Durability durability) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("listen_addresses", "127.0.0.1");
        options.put("port", String.valueOf(port));
        options.put("unix_socket_directories", "");
        options.put("max_connections", "100");
        options.putAll(durability(durability));
        options.putAll(memory());
        options.putAll(planner());
        options.putAll(log());
        return options.entrySet().stream()
                .flatMap(option -> List.of("-c", option.getKey() + "=" + option.getValue()).stream())
                .toList();
    }

    private static Map<String, String> durability(Durability durability) {
        String kept = durability == Durability.FULL ? "on" : "off";
        return Map.of(
                "fsync", kept,
                "synchronous_commit", kept,
                "full_page_writes", kept,
                "wal_level", "minimal",
                "max_wal_senders", "0",
                "max_logical_replication_workers", "0",
                "max_wal_size", "1GB",
                "min_wal_size", "64MB");
    }

    /** Shared buffers are taken from the machine only as far as there are data to fill them. */
    private static Map<String, String> memory() {
        long machine = machineMegabytes();
        return Map.of(
                "shared_buffers", Math.clamp(machine / 8, 96, 2048) + "MB",
                "effective_cache_size", Math.max(512, machine / 2) + "MB",
                "work_mem", "16MB",
                "maintenance_work_mem", Math.clamp(machine / 64, 64, 512) + "MB",
                "autovacuum_max_workers", "2",
                "max_worker_processes", "4",
                "io_method", "sync");
    }

    private static long machineMegabytes() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine
                ? machine.getTotalMemorySize() >> 20
                : 1024;
    }

    private static Map<String, String> planner() {
        return Map.of("jit", "off", "random_page_cost", "1.1", "max_parallel_workers", "2");
    }

    /** Errors of statements are the application's to log; the server's log keeps what happens to the server. */
    private static Map<String, String> log() {
        return Map.of("log_min_messages", "log", "log_checkpoints", "off", "timezone", "UTC", "log_timezone", "UTC");
    }
}
