package dev.demo;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Invents one person or company after the other, and none twice. */
final class Crowd {

    private static final long SEED = 42;
    private static final int MOST_IN_PUBLIC = 1_600;
    private static final Role[] TRADES = {Role.INFLUENCER, Role.BRAND, Role.CREW, Role.USER};
    private static final List<Role> STAFF = List.of(
            Role.SUPER_ADMIN, Role.ADMIN, Role.ADMIN, Role.ADMIN, Role.MODERATOR, Role.MODERATOR, Role.MODERATOR);

    private final Dice dice = new Dice(SEED);
    private final Names names = new Names(SEED, dice);
    private final Handles handles = new Handles(dice);
    private final Followers followers = new Followers(MOST_IN_PUBLIC);
    private final Iterator<Integer> ranks = dice.some(
                    IntStream.rangeClosed(1, MOST_IN_PUBLIC).boxed().toList(), MOST_IN_PUBLIC, MOST_IN_PUBLIC)
            .iterator();
    private final Instant now;

    Crowd(Instant now) {
        this.now = now;
        handles.reserve(Anna.USERNAME);
    }

    Map<String, Object> next(int number) {
        Persona who = Persona.of(
                UUID.nameUUIDFromBytes((SEED + "/" + number).getBytes(StandardCharsets.UTF_8))
                        .toString(),
                dice,
                names);
        Role trade = number < STAFF.size() ? Role.USER : dice.weighted(TRADES, Crowd::share);
        Fields user = new Fields(dice).put("id", who.id()).put("email", email(who.name(), number));
        introduce(user, who, trade);
        List<Role> staff = number < STAFF.size() ? List.of(STAFF.get(number)) : List.of();
        user.put(
                "roles",
                Stream.concat(Stream.of(Role.USER, trade), staff.stream())
                        .distinct()
                        .toList());
        Standing.fill(user, dice);
        Times.of(now, dice).fill(user);
        return user.values();
    }

    private static int share(Role trade) {
        return switch (trade) {
            case INFLUENCER -> 60;
            case BRAND, CREW -> 15;
            case USER, MODERATOR, ADMIN, SUPER_ADMIN -> 10;
        };
    }

    private static String email(Name name, int number) {
        String domain = number % 3 == 0 ? "example.org" : "example.com";
        return "%s.%s%s@%s"
                .formatted(name.latinFirst(), name.latinLast(), number, domain)
                .toLowerCase(Locale.ROOT);
    }

    private void introduce(Fields user, Persona who, Role trade) {
        boolean company = trade == Role.BRAND;
        String name = company ? names.company(who) : "";
        String handle =
                company ? handles.company(name, who.place(), who.niche()) : handles.person(who.name(), who.niche());
        user.put("username", handle)
                .maybe(company ? 0.4 : 0.97, "firstName", who.name().first())
                .maybe(company ? 0.4 : 0.94, "lastName", who.name().last())
                .maybe(
                        0.85,
                        "location",
                        dice.chance(0.75) ? who.place().english() : who.place().local())
                .maybe(0.8, "profilePicture", "https://images.example.com/%s.jpg".formatted(who.id()))
                .maybe(0.3, "coverImage", "https://images.example.com/%s-cover.jpg".formatted(who.id()));
        switch (trade) {
            case INFLUENCER -> new Influencers(dice).fill(user, who, handle, followers.ofRank(ranks.next()));
            case BRAND -> new Brands(dice).fill(user, who, name, handle, followers.ofRank(ranks.next()));
            case CREW -> new Crews(dice).fill(user, who, handle);
            case USER, MODERATOR, ADMIN, SUPER_ADMIN ->
                user.maybe(0.3, "bio", String.join(" · ", new Bios(dice).about(who)));
        }
    }
}
