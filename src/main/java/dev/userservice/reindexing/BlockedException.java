package dev.userservice.reindexing;

/** The new index is missing, or takes no writes; it may again soon, but nobody waits for that for ever. */
final class BlockedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BlockedException(String index, String reason) {
        super("%s takes no writes: %s".formatted(index, inWords(reason)));
    }

    private static String inWords(String reason) {
        return switch (reason) {
            case "cluster_block_exception" -> "it is blocked, as Elasticsearch does when a disk is full";
            case "index_not_found_exception" -> "it is missing";
            default -> reason;
        };
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
