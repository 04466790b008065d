package dev.userservice.trending;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes the parameters and answers that both lists share. */
@Parameter(
        name = "window",
        in = ParameterIn.QUERY,
        description = "Alias: timeframe",
        schema =
                @Schema(
                        type = "string",
                        defaultValue = "24h",
                        allowableValues = {"1h", "24h", "7d", "30d"}))
@Parameter(name = "niche", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
@Parameter(name = "platform", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
@Parameter(
        name = "tier",
        in = ParameterIn.QUERY,
        schema =
                @Schema(
                        type = "string",
                        allowableValues = {"nano", "micro", "mid", "macro", "mega"}))
@Parameter(
        name = "limit",
        in = ParameterIn.QUERY,
        description = "Alias: size",
        schema = @Schema(type = "integer", minimum = "1", maximum = "50", defaultValue = "10"))
@ApiResponse(
        responseCode = "200",
        content = @Content(mediaType = "application/json", schema = @Schema(implementation = TrendingAnswer.class)))
@ApiResponse(responseCode = "400", description = "A parameter is unknown or wrong; errors[] names it")
@ApiResponse(responseCode = "503", description = "There is no list yet, and none could be made; Retry-After says when")
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface TrendingOperation {}
