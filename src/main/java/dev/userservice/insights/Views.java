package dev.userservice.insights;

/** How often somebody was looked at in some time. */
record Views(long views, long uniqueViewers, long appearances) {

    static final Views NONE = new Views(0, 0, 0);

    Views plus(Views other) {
        return new Views(views + other.views, uniqueViewers + other.uniqueViewers, appearances + other.appearances);
    }
}
