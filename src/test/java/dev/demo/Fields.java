package dev.demo;

import java.util.LinkedHashMap;
import java.util.Map;

/** The fields of a user on the wire; people leave many of them empty. */
final class Fields {

    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Dice dice;

    Fields(Dice dice) {
        this.dice = dice;
    }

    Fields put(String name, Object value) {
        values.put(name, value);
        return this;
    }

    /** Fills the field in for this share of people. */
    Fields maybe(double share, String name, Object value) {
        return dice.chance(share) ? put(name, value) : this;
    }

    Map<String, Object> values() {
        return values;
    }
}
