package dev.userservice.sync;

import dev.userservice.user.UserProfile;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes a webhook route in the documentation of the API: three headers, a body read raw, and the answers. */
@Parameter(
        name = "webhook-id",
        in = ParameterIn.HEADER,
        required = true,
        description = "The delivery; the same for each retry",
        schema = @Schema(type = "string", pattern = "[A-Za-z0-9_-]{1,128}"))
@Parameter(
        name = "webhook-timestamp",
        in = ParameterIn.HEADER,
        required = true,
        description = "Seconds since 1970, at most five minutes off",
        schema = @Schema(type = "integer"))
@Parameter(
        name = "webhook-signature",
        in = ParameterIn.HEADER,
        required = true,
        description = "One or more of v1,<base64 of the HMAC-SHA256 over id.timestamp.body>, separated by spaces",
        schema = @Schema(type = "string"))
@RequestBody(
        required = true,
        description = "The user, bare or as data of {type, timestamp, data}; a delete needs userId only",
        content = @Content(mediaType = "application/json", schema = @Schema(implementation = UserProfile.class)))
@ApiResponse(responseCode = "200", description = "Durable, or nothing to do", useReturnTypeSchema = true)
@ApiResponse(responseCode = "400", description = "The body is not one JSON object in UTF-8")
@ApiResponse(responseCode = "401", description = "The signature is missing, wrong or too old")
@ApiResponse(responseCode = "413", description = "The body is too large")
@ApiResponse(responseCode = "422", description = "A field is wrong; errors[] points at it")
@ApiResponse(responseCode = "503", description = "Postgres is away; send it again")
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface SignedWebhook {}
