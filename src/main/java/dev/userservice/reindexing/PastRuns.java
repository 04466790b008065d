package dev.userservice.reindexing;

import java.util.Optional;
import java.util.OptionalDouble;

/** What a plan has to know of rebuilds: the one that is under way, and how fast the last one was. */
interface PastRuns {

    /** In a word for a person, such as "Run 7 is building users-000002". */
    Optional<String> underWay();

    /** Documents a second. */
    OptionalDouble lastRate();
}
