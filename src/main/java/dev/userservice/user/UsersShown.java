package dev.userservice.user;

import java.util.List;

/** These people stand on a result page that goes out in answer to the request on this thread. */
public record UsersShown(List<String> userIds) {}
