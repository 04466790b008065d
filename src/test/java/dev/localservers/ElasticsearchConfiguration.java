package dev.localservers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** What a local Elasticsearch is told: one node without security that listens to this machine only. */
record ElasticsearchConfiguration(Path folder, int port, int transportPort, Lifetime lifetime) {

    Path write(Path defaults) throws IOException {
        var configuration = folder.resolve("config");
        FileSystemUtils.copyRecursively(defaults, configuration);
        Files.writeString(configuration.resolve("elasticsearch.yml"), settings());
        // instead of the server's own file, which writes garbage collection logs into the shared server folder
        Files.writeString(configuration.resolve("jvm.options"), jvmOptions());
        return configuration;
    }

    private String settings() {
        return """
                cluster.name: local
                node.name: local
                discovery.type: single-node
                http.host: 127.0.0.1
                http.port: %s
                transport.host: 127.0.0.1
                transport.port: %s
                path.data: "%s"
                path.logs: "%s"
                xpack.security.enabled: false
                action.auto_create_index: false
                cluster.routing.allocation.disk.threshold_enabled: false
                """.formatted(port, transportPort, folder.resolve("data"), folder.resolve("logs"));
    }

    private String jvmOptions() {
        return """
                -Xms%1$s
                -Xmx%1$s
                %2$s
                -XX:+ExitOnOutOfMemoryError
                -XX:ErrorFile=%3$s/hs_err.log
                -Djava.io.tmpdir=${ES_TMPDIR}
                -Dorg.apache.lucene.store.defaultReadAdvice=normal
                -Dorg.apache.lucene.store.MMapDirectory.sharedArenaMaxPermits=1
                --add-modules=jdk.incubator.vector
                """.formatted(System.getProperty("local-elasticsearch.heap", "512m"), tuning(), folder);
    }

    private String tuning() {
        return switch (lifetime) {
            case KEPT -> "-XX:+UseG1GC";
            // up soon on few cores: what is gone with the run is for tests
            case TEMPORARY -> "-XX:+UseSerialGC\n-XX:TieredStopAtLevel=1";
        };
    }
}
