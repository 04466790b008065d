package dev.demo;

import java.util.List;

/** Who a demo user is, before any field is filled in. */
record Persona(String id, Language language, Place place, Name name, Niche niche, Platform platform) {

    static Persona of(String id, Dice dice, Names names) {
        Language language = dice.weighted(Language.values(), Language::share);
        Niche niche = dice.oneOf(List.of(Niche.values()));
        return new Persona(
                id,
                language,
                dice.oneOf(language.places()),
                names.person(language),
                niche,
                dice.oneOf(niche.platforms()));
    }
}
