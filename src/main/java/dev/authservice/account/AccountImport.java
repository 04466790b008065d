package dev.authservice.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.platform.JsonBodies;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes over accounts that were made elsewhere, given as user documents with or without a password. Somebody who is here
 * already becomes as the document says and keeps the password.
 */
@Service
public class AccountImport {

    private final JsonBodies bodies;
    private final ProfileFields fields;
    private final Accounts accounts;
    private final NewImports imports;

    AccountImport(JsonBodies bodies, ProfileFields fields, Accounts accounts, NewImports imports) {
        this.bodies = bodies;
        this.fields = fields;
        this.accounts = accounts;
        this.imports = imports;
    }

    /** What an import did. */
    public enum Result {
        CREATED,
        UPDATED,
        UNCHANGED
    }

    /** Takes over one account; a problem that says why if it cannot be. What is not known of a document is left out. */
    @Transactional
    public Result take(ObjectNode document) {
        ImportedUser user = bodies.valid(document, ImportedUser.class);
        Profile profile = fields.profile(document);
        Optional<Account> known = accounts.locked(user.id());
        if (known.isEmpty()) {
            imports.add(user, profile);
            return Result.CREATED;
        }
        Account now = accounts.change(user.id(), account -> user.like(profile, account));
        return now.version() == known.get().version() ? Result.UNCHANGED : Result.UPDATED;
    }
}
