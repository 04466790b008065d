package dev.authservice.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.authservice.account.Confirmation.Given;
import dev.authservice.web.Caller;
import dev.platform.JsonBodies;
import dev.platform.Problem;
import dev.platform.Problem.Violation;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The account of whoever asks. */
@RestController
@RequestMapping("/api/auth/users/profile")
@SecurityRequirement(name = "token")
class ProfileController {

    private final JsonBodies bodies;
    private final ProfileFields fields;
    private final Accounts accounts;
    private final Confirmation confirmation;

    ProfileController(JsonBodies bodies, ProfileFields fields, Accounts accounts, Confirmation confirmation) {
        this.bodies = bodies;
        this.fields = fields;
        this.accounts = accounts;
        this.confirmation = confirmation;
    }

    /** What a deletion asks for. */
    record Deletion(@NotNull String password) {}

    @Operation(summary = "The caller's account, with every field")
    @ApiResponse(responseCode = "200", description = "The account", useReturnTypeSchema = true)
    @GetMapping
    Account profile() {
        return own();
    }

    @Operation(
            summary = "Change fields of the caller's account",
            description = "A JSON merge patch (RFC 7396): null takes a field away, whatever is not named stays. A new"
                    + " `email` asks for the password, as `currentPassword`.")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = "application/merge-patch+json",
                        schema = @Schema(allOf = {ProfileFields.Named.class, Profile.class})),
                @Content(
                        mediaType = "application/json",
                        schema = @Schema(allOf = {ProfileFields.Named.class, Profile.class}))
            })
    @ApiResponse(responseCode = "200", description = "The account as it is now", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "400", description = "The body is not one JSON object in UTF-8")
    @ApiResponse(responseCode = "409", description = "email_taken or username_taken")
    @ApiResponse(responseCode = "413", description = "The body is too large")
    @ApiResponse(responseCode = "415", description = "The body is not JSON")
    @ApiResponse(responseCode = "422", description = "A field is wrong, read-only or unknown; errors[] points at it")
    @ApiResponse(responseCode = "429", description = "Too many wrong passwords; see Retry-After")
    @PatchMapping(consumes = {"application/merge-patch+json", MediaType.APPLICATION_JSON_VALUE})
    Account change(@Parameter(hidden = true) HttpServletRequest request) {
        ObjectNode body = bodies.object(request);
        JsonNode password = body.remove("currentPassword");
        ProfilePatch patch = fields.patch(body);
        if (!patch.moves(own())) {
            return change(patch.withoutMove());
        }
        Given given = confirmation.confirm(Caller.current().accountId(), required(password), "/currentPassword");
        return confirmation.during(given, () -> change(patch));
    }

    private Account change(ProfilePatch patch) {
        return accounts.change(Caller.current().accountId(), account -> fields.patched(account, patch));
    }

    // whoever has the address has the account
    private static String required(@Nullable JsonNode password) {
        String given = password == null ? null : password.textValue();
        if (given == null) {
            throw Problem.invalidBody(List.of(
                    Violation.ofPointer("/currentPassword", "required", "must be given to change the address")));
        }
        return given;
    }

    @Operation(
            summary = "Delete the caller's account, for good",
            description = "Asks for the password. The User Service forgets the account within moments.")
    @RequestBody(
            required = true,
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Deletion.class)))
    @ApiResponse(responseCode = "204", description = "There is no such account any more")
    @ApiResponse(responseCode = "400", description = "The body is not one JSON object in UTF-8")
    @ApiResponse(responseCode = "409", description = "It is the last account that can appoint admins")
    @ApiResponse(responseCode = "415", description = "The body is not JSON")
    @ApiResponse(responseCode = "422", description = "The password is missing or wrong")
    @ApiResponse(responseCode = "429", description = "Too many wrong passwords; see Retry-After")
    @DeleteMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Void> delete(@Parameter(hidden = true) HttpServletRequest request) {
        Deletion deletion = bodies.read(request, Deletion.class);
        Given given = confirmation.confirm(Caller.current().accountId(), deletion.password(), "/password");
        confirmation.during(given, () -> accounts.delete(given.proof().accountId()));
        return ResponseEntity.noContent().build();
    }

    private Account own() {
        return accounts.find(Caller.current().accountId()).orElseThrow(Accounts::unknown);
    }
}
