package dev.userservice.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What anybody may know of a user. A field that is not named here never leaves the service. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PublicUser(
        String id,
        @Nullable String username,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String bio,
        @Nullable String location,
        @Nullable String profilePicture,
        @Nullable String coverImage,
        @Nullable String website,
        @Nullable String instagramHandle,
        @Nullable String twitterHandle,
        @Nullable String linkedinHandle,
        @Nullable String youtubeHandle,
        @Nullable List<String> contentCategories,
        @Nullable String primaryNiche,
        @Nullable String primaryPlatform,
        @Nullable Long estimatedFollowers,
        @Nullable Double engagementRate,
        @Nullable String companyName,
        @Nullable String companyType,
        @Nullable String industry,
        @Nullable String companyWebsite,
        @Nullable List<String> targetAudience,
        @Nullable List<String> campaignTypes,
        @Nullable List<String> crewSkills,
        @Nullable String experienceLevel,
        @Nullable List<String> equipmentOwned,
        @Nullable String portfolioUrl,
        @Nullable BigDecimal hourlyRate,
        @Nullable String availability,
        @Nullable String workStyle,
        @Nullable List<String> specializations,
        @Nullable List<String> roles,
        boolean verified,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        @Nullable Instant lastActiveAt) {

    private static final Set<String> PUBLIC_ROLES = Set.of("USER", "INFLUENCER", "BRAND", "CREW");

    public static PublicUser of(UserProfile user) {
        return new PublicUser(
                user.id(),
                user.username(),
                user.firstName(),
                user.lastName(),
                user.bio(),
                user.location(),
                user.profilePicture(),
                user.coverImage(),
                user.website(),
                user.instagramHandle(),
                user.twitterHandle(),
                user.linkedinHandle(),
                user.youtubeHandle(),
                user.contentCategories(),
                user.primaryNiche(),
                user.primaryPlatform(),
                user.estimatedFollowers(),
                user.engagementRate(),
                user.companyName(),
                user.companyType(),
                user.industry(),
                user.companyWebsite(),
                user.targetAudience(),
                user.campaignTypes(),
                user.crewSkills(),
                user.experienceLevel(),
                user.equipmentOwned(),
                user.portfolioUrl(),
                user.hourlyRate(),
                user.availability(),
                user.workStyle(),
                user.specializations(),
                user.roles().stream().filter(PUBLIC_ROLES::contains).toList(),
                Boolean.TRUE.equals(user.emailVerified()),
                user.createdAt(),
                user.updatedAt(),
                user.lastActiveAt());
    }
}
