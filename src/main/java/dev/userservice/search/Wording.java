package dev.userservice.search;

import java.util.List;

/** A text in the forms it is looked for: as it stands, joined to one word, without small words, and word by word. */
record Wording(String text, String joined, String telling, List<String> words) {

    static Wording of(String text) {
        List<String> all = Words.of(text);
        List<String> telling = Words.telling(all);
        return new Wording(text, String.join("", all), String.join(" ", telling), telling);
    }
}
