package dev.demo;

import dev.authservice.AuthServiceApplication;
import dev.userservice.UserServiceApplication;

/** The applications of the system, each a process of its own. */
public enum Application {
    USER_SERVICE("User Service") {
        @Override
        void run(String[] arguments) {
            UserServiceApplication.main(arguments);
        }
    },
    AUTH_SERVICE("Auth Service") {
        @Override
        void run(String[] arguments) {
            AuthServiceApplication.main(arguments);
        }
    };

    private final String title;

    Application(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    abstract void run(String[] arguments);
}
