package dev.demo;

import java.util.Arrays;
import java.util.List;

/** A city as its people write it and as a map in English does. */
record Place(String local, String english) {

    /** Reads {@code München=Munich, Germany | Berlin}; the country is added to those that name none. */
    static List<Place> parse(String country, String places) {
        return Arrays.stream(places.split("\\s*\\|\\s*", -1))
                .map(place -> place.split("=", 2))
                .map(names -> new Place(names[0], names[names.length - 1] + (country.isEmpty() ? "" : ", " + country)))
                .toList();
    }
}
