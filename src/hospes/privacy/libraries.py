"""What the libraries' own tables keep about people. They cannot say it themselves, so it is said here.

A library that brings a new table or field fails the same tests as a model of ours.
"""

from hospes.core.personal import ACCOUNTS, RUNNING, Personal, PersonalData, about_nobody

LIBRARIES: dict[str, PersonalData] = {
    "auth.Permission": about_nobody("name codename"),
    "auth.Group": about_nobody("name"),
    "auth.Group_permissions": about_nobody(""),
    "contenttypes.ContentType": about_nobody("app_label model"),
    "sessions.Session": Personal(
        RUNNING, {"session_data": "to know who is signed in; signed, and read by nobody else"}
    ),
    "account.EmailAddress": Personal(
        ACCOUNTS, {"user": "to know whose address it is", "email": "to know that the address is theirs"}
    ),
    "account.EmailConfirmation": about_nobody("key"),
    "mfa.Authenticator": Personal(
        ACCOUNTS,
        {
            "user": "to sign in more safely",
            "data": "to check codes and passkeys; secrets of an authenticator app and public keys",
        },
    ),
    "socialaccount.SocialApp": about_nobody("provider provider_id name client_id secret key settings"),
    "socialaccount.SocialAccount": Personal(
        ACCOUNTS,
        {
            "user": "to sign in through one's own institution",
            "uid": "to recognise the account at the institution",
            "extra_data": "what the institution said: name, address, and no more",
        },
        nobody="provider",
    ),
    "socialaccount.SocialToken": Personal(
        ACCOUNTS,
        {
            "token": "to sign in through one's own institution",
            "token_secret": "to sign in through one's own institution",
        },
    ),
    "django_tasks_database.DBTaskResult": Personal(
        RUNNING,
        {
            "args_kwargs": "to do the work; a mail that is to be written names its reader",
            "traceback": "to find out why work failed",
            "return_value": "to see what came of it",
        },
        nobody="task_path queue_name backend_name exception_class_path worker_ids",
    ),
}
