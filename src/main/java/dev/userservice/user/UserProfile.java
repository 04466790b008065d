package dev.userservice.user;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.platform.IdText;
import dev.platform.Plausible;
import dev.platform.WebAddress;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A user as the Auth Service describes one. Rates are percentages, {@code hourlyRate} is in the platform's currency.
 * The e-mail address is kept for the cache alone and is never shown.
 */
public record UserProfile(
        @NotNull @Pattern(regexp = ID) @JsonDeserialize(using = IdText.class)
        String id,

        @Size(max = SHORT) @Nullable String email,
        @Size(max = SHORT) @Nullable String username,
        @Size(max = SHORT) @Nullable String firstName,
        @Size(max = SHORT) @Nullable String lastName,
        @Size(max = LONG) @Nullable String bio,
        @Size(max = SHORT) @Nullable String location,
        @WebAddress @Nullable String profilePicture,
        @WebAddress @Nullable String coverImage,
        @WebAddress @Nullable String website,
        @Size(max = SHORT) @Nullable String instagramHandle,
        @Size(max = SHORT) @Nullable String twitterHandle,
        @Size(max = SHORT) @Nullable String linkedinHandle,
        @Size(max = SHORT) @Nullable String youtubeHandle,
        @Size(max = MANY) List<@Size(max = SHORT) String> contentCategories,
        @Size(max = SHORT) @Nullable String primaryNiche,
        @Size(max = SHORT) @Nullable String primaryPlatform,
        @PositiveOrZero @Nullable Long estimatedFollowers,
        @PositiveOrZero @DecimalMax("1000") @Nullable Double engagementRate,
        @Size(max = SHORT) @Nullable String companyName,
        @Size(max = SHORT) @Nullable String companyType,
        @Size(max = SHORT) @Nullable String industry,
        @WebAddress @Nullable String companyWebsite,
        @Size(max = MANY) List<@Size(max = SHORT) String> targetAudience,
        @Size(max = MANY) List<@Size(max = SHORT) String> campaignTypes,
        @Size(max = MANY) List<@Size(max = SHORT) String> crewSkills,
        @Size(max = SHORT) @Nullable String experienceLevel,
        @Size(max = MANY) List<@Size(max = SHORT) String> equipmentOwned,
        @WebAddress @Nullable String portfolioUrl,

        @PositiveOrZero @DecimalMax("9999999999.99") @Digits(integer = 10, fraction = 20) @Nullable
        BigDecimal hourlyRate,

        @Size(max = SHORT) @Nullable String availability,
        @Size(max = SHORT) @Nullable String workStyle,
        @Size(max = MANY) List<@Size(max = SHORT) String> specializations,
        @Size(max = MANY) List<@Size(max = SHORT) String> roles,
        @Size(max = SHORT) @Nullable String status,
        @Nullable Boolean isActive,
        @Nullable Boolean emailVerified,
        @Plausible @Nullable Instant createdAt,
        @Plausible @Nullable Instant updatedAt,
        @Plausible @Nullable Instant lastActiveAt) {

    /** Opaque to us: UUID, number or slug, as the Auth Service makes them. */
    public static final String ID = "[A-Za-z0-9][A-Za-z0-9._~-]{0,127}";

    static final int SHORT = 320;
    static final int LONG = 10_000;
    static final int MANY = 100;

    public UserProfile {
        contentCategories = known(contentCategories);
        targetAudience = known(targetAudience);
        campaignTypes = known(campaignTypes);
        crewSkills = known(crewSkills);
        equipmentOwned = known(equipmentOwned);
        specializations = known(specializations);
        roles = known(roles);
    }

    /** Whether the public may find and see this user. */
    public boolean visible() {
        return "ACTIVE".equals(status) && !Boolean.FALSE.equals(isActive);
    }

    private static List<String> known(@Nullable List<String> values) {
        return values == null
                ? List.of()
                : values.stream().filter(Objects::nonNull).toList();
    }
}
