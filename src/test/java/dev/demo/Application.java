package dev.demo;

import dev.authservice.AuthServiceApplication;
import dev.userservice.UserServiceApplication;

/** The applications of the system, each a process of its own. */
public enum Application {
    USER_SERVICE("User Service", UserServiceApplication.class) {
        @Override
        void run(String[] arguments) {
            UserServiceApplication.main(arguments);
        }
    },
    AUTH_SERVICE("Auth Service", AuthServiceApplication.class) {
        @Override
        void run(String[] arguments) {
            AuthServiceApplication.main(arguments);
        }
    };

    private final String title;
    private final Class<?> mainClass;

    Application(String title, Class<?> mainClass) {
        this.title = title;
        this.mainClass = mainClass;
    }

    String title() {
        return title;
    }

    /** The class to start it by. */
    public String mainClass() {
        return mainClass.getName();
    }

    abstract void run(String[] arguments);
}
