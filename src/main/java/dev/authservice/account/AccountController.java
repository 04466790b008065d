package dev.authservice.account;

import dev.authservice.web.Caller;
import dev.platform.JsonBodies;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.NotNull;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the owner of an account does with the whole of it. */
@RestController
@RequestMapping("/api/auth/users")
@SecurityRequirement(name = "token")
class AccountController {

    private final JsonBodies bodies;
    private final Accounts accounts;
    private final PasswordChange passwords;

    AccountController(JsonBodies bodies, Accounts accounts, PasswordChange passwords) {
        this.bodies = bodies;
        this.accounts = accounts;
        this.passwords = passwords;
    }

    /** The old password and the new one. */
    record NewPassword(
            @NotNull String currentPassword, @NotNull String newPassword) {}

    @Operation(
            summary = "Hide the caller's account from the public",
            description = "It stays as it is, and its owner can still log in and come back.")
    @ApiResponse(responseCode = "200", description = "The account, INACTIVE", useReturnTypeSchema = true)
    @PostMapping("/deactivate")
    Account deactivate() {
        return accounts.change(Caller.current().accountId(), Account::deactivated);
    }

    @Operation(summary = "Show the caller's account to the public again")
    @ApiResponse(responseCode = "200", description = "The account, ACTIVE", useReturnTypeSchema = true)
    @PostMapping("/reactivate")
    Account reactivate() {
        return accounts.change(Caller.current().accountId(), Account::reactivated);
    }

    @Operation(summary = "Change the caller's password", description = "All other sessions end.")
    @RequestBody(
            required = true,
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = NewPassword.class)))
    @ApiResponse(responseCode = "204", description = "The new one holds from now on")
    @ApiResponse(responseCode = "400", description = "The body is not one JSON object in UTF-8")
    @ApiResponse(responseCode = "415", description = "The body is not JSON")
    @ApiResponse(responseCode = "422", description = "The old one is wrong or the new one is no good")
    @ApiResponse(responseCode = "429", description = "Too many wrong passwords; see Retry-After")
    @PostMapping(path = "/password", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Void> changePassword(@Parameter(hidden = true) HttpServletRequest request) {
        NewPassword change = bodies.read(request, NewPassword.class);
        passwords.change(Caller.current(), change.currentPassword(), change.newPassword());
        return ResponseEntity.noContent().build();
    }
}
