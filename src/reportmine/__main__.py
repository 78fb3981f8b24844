"""The command, and `python -m reportmine`."""

import gc


def main() -> None:
    """Run the command line."""
    # loading words and rules makes many objects and no waste: looking for it would cost a tenth of the start
    gc.set_threshold(200_000, 20, 20)
    from .cli.main import main as run

    run()


if __name__ == "__main__":
    main()
