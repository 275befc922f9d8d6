"""The URL map. Who may call what stands in `web.access`."""

from __future__ import annotations

from django.urls import URLPattern, path
from django.views.i18n import JavaScriptCatalog, set_language

from teardown.web.urls_advocates import advocates
from teardown.web.views import account, arrange, cases, decide, errors, getting_in, home, people, photos, pictures, review, units

urlpatterns: list[URLPattern] = [
    path("alive/", home.alive, name="alive"),
    path("", home.home, name="home"),
    path("login/", getting_in.Login.as_view(), name="login"),
    path("logout/", getting_in.Logout.as_view(), name="logout"),
    path("invitation/<str:secret>/", getting_in.invitation, name="invitation"),
    path("second-factor/", getting_in.second_factor, name="second_factor"),
    path("language/", set_language, name="set_language"),
    path("words.js", JavaScriptCatalog.as_view(packages=["teardown.web"]), name="javascript_words"),
    path("account/", account.account, name="account"),
    path("account/password/", account.Password.as_view(), name="password"),
    path("account/sessions/end/", account.end_session, name="end_session"),
    path("account/sessions/end-others/", account.end_other_sessions, name="end_other_sessions"),
    path("account/second-factor/", account.second_factor_setup, name="second_factor_setup"),
    path("account/second-factor/remove/", account.second_factor_remove, name="second_factor_remove"),
    path("people/", people.people, name="people"),
    path("people/invite/", people.invite_person, name="invite"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/link/", people.person_link, name="person_link"),
    path("people/<int:pk>/sign-out/", people.person_sign_out, name="person_sign_out"),
    path("people/<int:pk>/second-factor/remove/", people.person_second_factor, name="person_second_factor"),
    path("cases/new/", cases.case_new, name="case_new"),
    path("cases/<slug:case>/", cases.case, name="case"),
    path("cases/<slug:case>/edit/", cases.case_edit, name="case_edit"),
    path("cases/<slug:case>/members/", cases.case_members, name="case_members"),
    path("cases/<slug:case>/progress/", cases.case_progress, name="case_progress"),
    path("cases/<slug:case>/events/new/", cases.event_new, name="event_new"),
    path("cases/<slug:case>/events/<slug:event>/delete/", cases.event_delete, name="event_delete"),
    path("cases/<slug:case>/units/new/", units.unit_new, name="unit_new"),
    path("cases/<slug:case>/units/<slug:unit>/", units.unit, name="unit"),
    path("cases/<slug:case>/units/<slug:unit>/edit/", units.unit_edit, name="unit_edit"),
    path("cases/<slug:case>/units/<slug:unit>/evidence/", arrange.evidence_new, name="evidence_new"),
    path("cases/<slug:case>/review/", review.review, name="review"),
    path("cases/<slug:case>/review/next/", review.review_next, name="review_next"),
    path("cases/<slug:case>/review/agreement/", review.readers_agree, name="readers_agree"),
    path("components/<int:pk>/", review.component, name="component"),
    path("components/<int:pk>/decide/", decide.component_decide, name="component_decide"),
    path("components/<int:pk>/sign/", decide.component_sign, name="component_sign"),
    path("components/<int:pk>/blind/", decide.component_blind, name="component_blind"),
    path("components/<int:pk>/merge/", arrange.component_merge, name="component_merge"),
    path("components/<int:pk>/split/", arrange.component_split, name="component_split"),
    path("photos/<int:pk>/chips/", arrange.photo_chips, name="photo_chips"),
    path("photos/<int:pk>/draw/", arrange.photo_draw, name="photo_draw"),
    path("drawn/<int:pk>/", arrange.drawn, name="drawn"),
    path("sightings/<int:pk>/crop.jpg", arrange.sighting_crop, name="sighting_crop"),
    path("find/company/", arrange.find_company, name="find_company"),
    path("find/part/", arrange.find_part, name="find_part"),
    *advocates,
    path("photo-guide/", photos.guide, name="guide"),
    path("cases/<slug:case>/upload/", photos.upload, name="upload"),
    path("cases/<slug:case>/my-photos/", photos.my_photos, name="my_photos"),
    path("photos/<int:pk>/", photos.photo, name="photo"),
    path("photos/<int:pk>/answer/", photos.photo_answer, name="photo_answer"),
    path("photos/<int:pk>/original/", photos.photo_original, name="photo_original"),
    path("photos/<int:pk>/retry/", photos.photo_retry, name="photo_retry"),
    path("photos/<int:pk>/<str:size>.jpg", pictures.photo_picture, name="photo_picture"),
    path("components/<int:pk>/crop.jpg", pictures.component_crop, name="component_crop"),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
