"""`/docs` and `/redoc` from our own files: no outside request, no inline script."""

from pathlib import Path

from fastapi import APIRouter, FastAPI
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles

from app.api.problems import ALL_KINDS, KINDS
from app.errors import NotFound

STATIC = Path(__file__).parent / "static"
# Both libraries write style attributes; ReDoc searches in a worker made from a blob.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Onym: {title}</title>
<link rel="icon" href="static/swagger-ui/favicon-32x32.png">
<link rel="stylesheet" href="static/pages.css">
{style}</head>
<body>
<div id="{place}" data-openapi="openapi.json"></div>
<script src="static/{library}"></script>
<script src="static/{start}"></script>
</body>
</html>
"""
SWAGGER = PAGE.format(
    title="try the API",
    style='<link rel="stylesheet" href="static/swagger-ui/swagger-ui.css">\n',
    place="swagger-ui",
    library="swagger-ui/swagger-ui-bundle.js",
    start="swagger.js",
)
REDOC = PAGE.format(
    title="API reference",
    style="",
    place="redoc",
    library="redoc/redoc.standalone.js",
    start="redoc.js",
)

router = APIRouter(include_in_schema=False)


@router.get("/")
def home() -> RedirectResponse:
    """Lead to the documentation until there are pages."""
    return RedirectResponse("docs")


@router.get("/problems/{slug}")
def explain(slug: str) -> dict[str, str | int]:
    """What a type of problem means: where its `type` leads."""
    kind = ALL_KINDS.get(slug)
    if kind is None:
        raise NotFound(f"There is no problem {slug}.")
    meaning = next((cls.__doc__ for cls, row in KINDS.items() if row is kind), None)
    return {
        "type": kind.type,
        "title": kind.title,
        "status": kind.status,
        "description": (meaning or "The address exists, the method does not.").split("\n")[0],
    }


@router.get("/docs")
def swagger() -> HTMLResponse:
    """Swagger UI."""
    return _page(SWAGGER)


@router.get("/redoc")
def redoc() -> HTMLResponse:
    """ReDoc."""
    return _page(REDOC)


def install(app: FastAPI) -> None:
    """Serve the pages and their files."""
    app.include_router(router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")


def _page(html: str) -> HTMLResponse:
    return HTMLResponse(
        html,
        headers={"Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff"},
    )
