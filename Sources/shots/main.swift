import ShotsCLI

Shots.main()
