package dev.authservice.account;

import dev.platform.Problem;
import java.util.Arrays;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** What an account is called that no other may be called, and the index of Postgres that sees to it. */
enum UniqueName {
    ID("account_pkey", "id_taken", "There is an account with this id"),
    EMAIL("account_email", "email_taken", "There is an account with this e-mail address"),
    USERNAME("account_username", "username_taken", "Somebody else has this username");

    private final String index;
    private final String code;
    private final String refusal;

    UniqueName(String index, String code, String refusal) {
        this.index = index;
        this.code = code;
        this.refusal = refusal;
    }

    /** What Postgres has refused; its message names the index. */
    static UniqueName of(DuplicateKeyException refused) {
        return Arrays.stream(values())
                .filter(name -> String.valueOf(refused.getMessage()).contains("\"" + name.index + "\""))
                .findFirst()
                .orElseThrow(() -> refused);
    }

    /** A 409 problem. */
    ErrorResponseException taken() {
        return Problem.of(HttpStatus.CONFLICT, code, refusal);
    }
}
