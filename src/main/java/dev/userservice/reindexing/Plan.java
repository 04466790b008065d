package dev.userservice.reindexing;

import java.util.List;

/** What has to be done to make the live index what the mapping file asks for. */
record Plan(Need change, String index, List<String> refusals) {

    /** The most that any of the changes asks for. */
    enum Need {
        NONE,
        IN_PLACE,
        REBUILD
    }
}
