package dev.userservice.search;

import java.io.IOException;
import java.io.InputStream;
import org.springframework.core.io.ClassPathResource;

/** What real profiles are like: symbols for names, empty fields, several scripts, emoji, handles that changed. */
class AwkwardUsersIntegrationTests extends AbstractProfileTests {

    @Override
    InputStream profiles() throws IOException {
        return new ClassPathResource("awkward-users.json").getInputStream();
    }
}
