package dev.localservers;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/** The unpacked servers, shared by all runs of one user. */
final class ServerCache {

    private ServerCache() {}

    /** The Elasticsearch that the build has unpacked. */
    static Path elasticsearch() throws IOException {
        var cache = folder();
        if (hasElasticsearch()) {
            try (var carriers = Files.newDirectoryStream(cache, "sonarqube-*")) {
                for (var carrier : carriers) {
                    return carrier.resolve("elasticsearch");
                }
            }
        }
        throw new IllegalStateException(
                "There is no Elasticsearch in " + cache + ": run 'make test' or 'make run' to fetch it");
    }

    static boolean hasElasticsearch() {
        return Files.exists(folder().resolve("complete"));
    }

    static Path folder() {
        var byDefault = Path.of(System.getProperty("user.home"), ".cache", "user-service", "elasticsearch-9.4.3");
        return Path.of(System.getProperty("local-elasticsearch.cache", byDefault.toString()))
                .toAbsolutePath();
    }

    /** The Postgres on the class path, unpacked beside Elasticsearch at its first use. */
    static Path postgres() throws IOException {
        var archive = postgresArchive();
        var checksum = new CRC32();
        checksum.update(archive);
        var target = folder().resolveSibling("postgres-%08x".formatted(checksum.getValue()));
        if (!Files.exists(target)) {
            unpackAtOnce(archive, target);
        }
        return target;
    }

    private static byte[] postgresArchive() throws IOException {
        var system = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
        var processor = "aarch64".equals(System.getProperty("os.arch")) ? "arm_64" : "x86_64";
        var name = "/postgres-%s-%s.txz".formatted(system, processor);
        try (var archive = ServerCache.class.getResourceAsStream(name)) {
            if (archive == null) {
                throw new IllegalStateException("No Postgres for this machine: install Docker or set DATABASE_URL");
            }
            return archive.readAllBytes();
        }
    }

    private static void unpackAtOnce(byte[] archive, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        var unfinished = Files.createTempDirectory(target.getParent(), "unpacking-");
        unpack(archive, unfinished);
        if (!unfinished.toFile().renameTo(target.toFile())) {
            // another JVM was faster
            FileSystemUtils.deleteRecursively(unfinished);
        }
    }

    private static void unpack(byte[] archive, Path folder) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var path = entry.resolveIn(folder);
                Files.createDirectories(entry.isDirectory() ? path : path.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else if (entry.isFile()) {
                    Files.copy(tar, path);
                    path.toFile().setExecutable((entry.getMode() & 1) != 0, false);
                }
            }
        }
    }
}
