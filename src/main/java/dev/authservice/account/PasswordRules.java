package dev.authservice.account;

import dev.platform.Problem.Violation;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which passwords may be chosen: not a short one, none that is tried first, and none longer than its hash looks at. */
public final class PasswordRules {

    private static final int SHORTEST = 8;
    private static final int MOST_BYTES = 72;

    private static final Set<String> COMMON =
            """
            12345678 123456789 1234567890 12345678910 123123123 11111111 00000000 87654321 987654321 12341234 11223344
            password password1 password12 password123 password1234 passw0rd p@ssw0rd p@ssword pa$$word pa$$w0rd
            qwertyui qwertyuiop qwerty123 qwerty12 qwertz123 1q2w3e4r 1q2w3e4r5t 1qaz2wsx q1w2e3r4 zaq12wsx asdfghjk
            asdfghjkl asdf1234 zxcvbnm1 abcd1234 abc12345 a1b2c3d4 aaaaaaaa iloveyou iloveyou1 sunshine princess
            football baseball superman batman123 trustno1 welcome1 welcome123 letmein1 letmein123 changeme changeme1
            admin123 admin1234 administrator rootroot master123 dragon123 monkey123 shadow123 starwars whatever
            computer internet michelle jennifer danielle jonathan charlie1 samantha corvette mercedes maverick
            secret123 default1 testtest test1234 guest1234 user1234 influencer instagram youtube1 facebook
            """.lines().flatMap(line -> Stream.of(line.split(" "))).collect(Collectors.toUnmodifiableSet());

    private PasswordRules() {}

    /** What is wrong with a password for somebody of this address and name. */
    public static Optional<Violation> violation(String pointer, String password, String email, String username) {
        String plain = password.toLowerCase(Locale.ROOT);
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            return wrong(pointer, "too_short", "must have at least " + SHORTEST + " characters");
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            return wrong(pointer, "too_long", "may have at most " + MOST_BYTES + " bytes in UTF-8");
        }
        if (COMMON.contains(plain) || plain.equalsIgnoreCase(email) || plain.equalsIgnoreCase(username)) {
            return wrong(pointer, "too_common", "is one of those that are tried first");
        }
        return Optional.empty();
    }

    private static Optional<Violation> wrong(String pointer, String code, String detail) {
        return Optional.of(Violation.ofPointer(pointer, code, detail));
    }
}
