package dev.authservice.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.platform.WebAddress;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an account's owner says of it, and may leave out; what is empty is left out. Rates are percentages,
 * {@code hourlyRate} is in the platform's currency.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Profile(
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
        @Size(max = MANY) @Nullable List<@NotBlank @Size(max = SHORT) String> contentCategories,
        @Size(max = SHORT) @Nullable String primaryNiche,
        @Size(max = SHORT) @Nullable String primaryPlatform,
        @PositiveOrZero @Nullable Long estimatedFollowers,
        @PositiveOrZero @DecimalMax("1000") @Nullable Double engagementRate,
        @Size(max = SHORT) @Nullable String companyName,
        @Size(max = SHORT) @Nullable String companyType,
        @Size(max = SHORT) @Nullable String industry,
        @WebAddress @Nullable String companyWebsite,
        @Size(max = MANY) @Nullable List<@NotBlank @Size(max = SHORT) String> targetAudience,
        @Size(max = MANY) @Nullable List<@NotBlank @Size(max = SHORT) String> campaignTypes,
        @Size(max = MANY) @Nullable List<@NotBlank @Size(max = SHORT) String> crewSkills,
        @Size(max = SHORT) @Nullable String experienceLevel,
        @Size(max = MANY) @Nullable List<@NotBlank @Size(max = SHORT) String> equipmentOwned,
        @WebAddress @Nullable String portfolioUrl,

        @PositiveOrZero @DecimalMax("9999999999.99") @Digits(integer = 10, fraction = 20) @Nullable
        BigDecimal hourlyRate,

        @Size(max = SHORT) @Nullable String availability,
        @Size(max = SHORT) @Nullable String workStyle,
        @Size(max = MANY) @Nullable List<@NotBlank @Size(max = SHORT) String> specializations) {

    static final int SHORT = 320;
    static final int LONG = 10_000;
    static final int MANY = 100;

    // an empty field is not written, so it must not differ from one that is left out
    public Profile {
        firstName = said(firstName);
        lastName = said(lastName);
        bio = said(bio);
        location = said(location);
        profilePicture = said(profilePicture);
        coverImage = said(coverImage);
        website = said(website);
        instagramHandle = said(instagramHandle);
        twitterHandle = said(twitterHandle);
        linkedinHandle = said(linkedinHandle);
        youtubeHandle = said(youtubeHandle);
        contentCategories = said(contentCategories);
        primaryNiche = said(primaryNiche);
        primaryPlatform = said(primaryPlatform);
        companyName = said(companyName);
        companyType = said(companyType);
        industry = said(industry);
        companyWebsite = said(companyWebsite);
        targetAudience = said(targetAudience);
        campaignTypes = said(campaignTypes);
        crewSkills = said(crewSkills);
        experienceLevel = said(experienceLevel);
        equipmentOwned = said(equipmentOwned);
        portfolioUrl = said(portfolioUrl);
        availability = said(availability);
        workStyle = said(workStyle);
        specializations = said(specializations);
    }

    private static @Nullable String said(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private static @Nullable List<String> said(@Nullable List<String> texts) {
        return texts == null || texts.isEmpty() ? null : texts;
    }
}
