package dev.userservice.sync;

import java.util.List;

/** A user as the Auth Service has it at this moment. */
sealed interface SourceUser {

    String id();

    /** Somebody who can be taken over. */
    record Valid(UserChange.Saved state) implements SourceUser {
        @Override
        public String id() {
            return state.userId();
        }
    }

    /** Somebody who exists there, but cannot be taken over because of these fields. */
    record Invalid(String id, List<String> fields) implements SourceUser {}
}
