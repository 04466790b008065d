package dev.localservers;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** An Elasticsearch and a Postgres to work with: configured ones, or in Docker, or as processes of their own. */
public final class LocalServers implements AutoCloseable {

    private final Home home;
    private final String elasticsearchUrl;
    private final String databaseUrl;

    private LocalServers(Home home, String elasticsearchUrl, String databaseUrl) {
        this.home = home;
        this.elasticsearchUrl = elasticsearchUrl;
        this.databaseUrl = databaseUrl;
    }

    /** Starts what {@code ELASTICSEARCH_URL} and {@code DATABASE_URL} leave open. */
    public static LocalServers start(Path folder, Lifetime lifetime) {
        return start(folder, lifetime, System.getenv(), Docker::answers);
    }

    static LocalServers start(Path folder, Lifetime lifetime, Map<String, String> environment, BooleanSupplier docker) {
        var home = Home.open(folder, lifetime);
        var elasticsearch = elsewhere(() -> switch (Source.of("ELASTICSEARCH_URL", environment, docker)) {
            case CONFIGURED -> environment.get("ELASTICSEARCH_URL");
            case DOCKER -> Containers.elasticsearch(home);
            case PROCESS -> LocalElasticsearch.start(home).url();
        });
        var postgres = elsewhere(() -> switch (Source.of("DATABASE_URL", environment, docker)) {
            case CONFIGURED -> environment.get("DATABASE_URL");
            case DOCKER -> Containers.postgres(home);
            case PROCESS -> LocalPostgres.start(home).url();
        });
        try {
            return new LocalServers(home, elasticsearch.join(), postgres.join());
        } catch (CompletionException e) {
            home.close();
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        }
    }

    /**
     * Ends the servers that a run which was killed has left in a folder whose data is kept, so that their ports are free.
     *
     * @throws IllegalStateException if that run goes on
     */
    public static void endLeftovers(Path folder) {
        Home.endLeftovers(folder);
    }

    private static CompletableFuture<String> elsewhere(Supplier<String> task) {
        return CompletableFuture.supplyAsync(task, Thread::startVirtualThread);
    }

    /** The address of Elasticsearch, {@code http://host:port}. */
    public String elasticsearchUrl() {
        return elasticsearchUrl;
    }

    /** The address of the database, {@code postgresql://user:password@host:port/database}. */
    public String databaseUrl() {
        return databaseUrl;
    }

    /** The address of an empty database on the same Postgres, in place of any of that name. */
    public String freshDatabaseUrl(String name) {
        return PostgresAddress.parse(databaseUrl).freshDatabase(name).toString();
    }

    @Override
    public void close() {
        home.close();
    }
}
