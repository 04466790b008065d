package dev.demo;

/** Where people post, and what they promise their followers there. */
enum Platform {
    INSTAGRAM("Instagram", "instagramHandle", "New reels every week"),
    YOUTUBE("YouTube", "youtubeHandle", "New video every Sunday"),
    TIKTOK("TikTok", "", "Daily shorts on TikTok"),
    TWITCH("Twitch", "", "Live on Friday nights"),
    TWITTER("Twitter", "twitterHandle", "Threads every Monday"),
    LINKEDIN("LinkedIn", "linkedinHandle", "Weekly newsletter");

    private final String label;
    private final String handleField;
    private final String habit;

    Platform(String label, String handleField, String habit) {
        this.label = label;
        this.handleField = handleField;
        this.habit = habit;
    }

    String label() {
        return label;
    }

    /** The field of a user that holds the handle there; empty if there is none. */
    String handleField() {
        return handleField;
    }

    String habit() {
        return habit;
    }
}
