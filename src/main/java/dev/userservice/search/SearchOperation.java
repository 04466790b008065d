package dev.userservice.search;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes the parameters and answers that all searches share. A repeated filter means any of its values. */
@Parameter(
        name = "q",
        in = ParameterIn.QUERY,
        description = "Words to look for, all literal; without it the most prominent come first. Alias: query",
        schema = @Schema(type = "string", maxLength = 128))
@Parameter(name = "niche", in = ParameterIn.QUERY, array = @ArraySchema(schema = @Schema(type = "string")))
@Parameter(name = "category", in = ParameterIn.QUERY, array = @ArraySchema(schema = @Schema(type = "string")))
@Parameter(name = "platform", in = ParameterIn.QUERY, array = @ArraySchema(schema = @Schema(type = "string")))
@Parameter(
        name = "location",
        in = ParameterIn.QUERY,
        description = "A city, a country, or words as they stand in the location",
        array = @ArraySchema(schema = @Schema(type = "string")))
@Parameter(
        name = "tier",
        in = ParameterIn.QUERY,
        description =
                "Followers: nano below 10,000, micro below 100,000, mid below 500,000, macro below a million, mega",
        array =
                @ArraySchema(
                        schema =
                                @Schema(
                                        type = "string",
                                        allowableValues = {"nano", "micro", "mid", "macro", "mega"})))
@Parameter(name = "minFollowers", in = ParameterIn.QUERY, schema = @Schema(type = "number", minimum = "0"))
@Parameter(name = "maxFollowers", in = ParameterIn.QUERY, schema = @Schema(type = "number", minimum = "0"))
@Parameter(
        name = "minEngagement",
        in = ParameterIn.QUERY,
        description = "In percent",
        schema = @Schema(type = "number", minimum = "0", maximum = "1000"))
@Parameter(name = "verified", in = ParameterIn.QUERY, schema = @Schema(type = "boolean"))
@Parameter(
        name = "activeWithinDays",
        in = ParameterIn.QUERY,
        schema = @Schema(type = "integer", minimum = "1", maximum = "3650"))
@Parameter(
        name = "sort",
        in = ParameterIn.QUERY,
        schema =
                @Schema(
                        type = "string",
                        defaultValue = "relevance",
                        allowableValues = {
                            "relevance",
                            "-followers",
                            "-searchScore",
                            "-engagement",
                            "newest",
                            "recentlyActive"
                        }))
@Parameter(
        name = "page",
        in = ParameterIn.QUERY,
        description = "From 1; page x size reaches down to hit 10,000",
        schema = @Schema(type = "integer", minimum = "1", defaultValue = "1"))
@Parameter(
        name = "size",
        in = ParameterIn.QUERY,
        description = "Hits a page. Alias: limit",
        schema = @Schema(type = "integer", minimum = "1", maximum = "100", defaultValue = "20"))
@Parameter(
        name = "cursor",
        in = ParameterIn.QUERY,
        description = "nextCursor of the page before, of the same query; instead of page, and without an end",
        schema = @Schema(type = "string"))
@Parameter(
        name = "facets",
        in = ParameterIn.QUERY,
        description = "What to count beside the hits, by the names of their filters: niche,category,platform,location,"
                + "tier,verified, and the search's own",
        schema = @Schema(type = "string"))
@Parameter(
        name = "highlight",
        in = ParameterIn.QUERY,
        description = "Adds the passages that matched, as HTML with <em>",
        schema = @Schema(type = "boolean", defaultValue = "false"))
@Parameter(
        name = "favorites",
        in = ParameterIn.QUERY,
        description = "For signed-in callers: whether their favorites stand first among those who match equally well",
        schema = @Schema(type = "boolean", defaultValue = "true"))
@Parameter(
        name = "explain",
        in = ParameterIn.QUERY,
        description = "Adds why each hit stands where it stands; for admins",
        schema = @Schema(type = "boolean", defaultValue = "false"))
@ApiResponse(responseCode = "200", useReturnTypeSchema = true)
@ApiResponse(responseCode = "400", description = "A parameter is unknown or wrong; errors[] names it")
@ApiResponse(responseCode = "403", description = "Explanations are for admins, and for users about themselves")
@ApiResponse(
        responseCode = "503",
        description = "More is asked than can be answered, or nobody can answer; Retry-After says when")
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface SearchOperation {

    /** What only the search for brands has. */
    @Parameter(name = "industry", in = ParameterIn.QUERY, array = @ArraySchema(schema = @Schema(type = "string")))
    @Parameter(name = "companyType", in = ParameterIn.QUERY, array = @ArraySchema(schema = @Schema(type = "string")))
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface ForBrands {}

    /** What only the search for crew has. */
    @Parameter(name = "skills", in = ParameterIn.QUERY, array = @ArraySchema(schema = @Schema(type = "string")))
    @Parameter(
            name = "experienceLevel",
            in = ParameterIn.QUERY,
            array = @ArraySchema(schema = @Schema(type = "string")))
    @Parameter(name = "availability", in = ParameterIn.QUERY, array = @ArraySchema(schema = @Schema(type = "string")))
    @Parameter(name = "workStyle", in = ParameterIn.QUERY, array = @ArraySchema(schema = @Schema(type = "string")))
    @Parameter(name = "minRate", in = ParameterIn.QUERY, schema = @Schema(type = "number", minimum = "0"))
    @Parameter(name = "maxRate", in = ParameterIn.QUERY, schema = @Schema(type = "number", minimum = "0"))
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface ForCrew {}
}
