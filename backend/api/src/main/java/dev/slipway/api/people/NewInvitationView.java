package dev.slipway.api.people;

/**
 * @param link to be sent to whom it is for; in this answer only
 */
public record NewInvitationView(InvitationView invitation, String link) {
  @Override
  public String toString() {
    return "NewInvitationView[" + invitation + "]";
  }
}
